import type { Page } from 'playwright-core';
import type { Simulator } from '../../simulator/simulator.ts';
import type { RunningApp } from './app.ts';
import type { Desktop } from './desktop.ts';
import { messageField } from './journeys.ts';
import { waitUntil } from './wait.ts';

/** Whom the person below writes to. */
export const people = { ann: '+12025550172', bo: '+13125550142', cy: '+442079460958' } as const;
export type Person = keyof typeof people;
const names = Object.keys(people) as Person[];

/** Random numbers that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A person at the app, and everything they have done. */
export interface World {
  app: RunningApp;
  readonly desktop: Desktop;
  readonly simulator: Simulator;
  readonly launch: (options: { flags: readonly string[] }) => Promise<RunningApp>;
  readonly pick: <T>(of: readonly T[]) => T;
  /** Every text that was written, and for whom. */
  readonly texts: Map<string, Person>;
  readonly log: string[];
  online: boolean;
  /** Whether sent messages are held for undo. */
  held: boolean;
}

const nextText = (world: World, person: Person): string => {
  const text = `for ${person}, ${world.texts.size + 1}`;
  world.texts.set(text, person);
  return text;
};

/** What main has of drafts: typing is on the disk within 200 ms, and what comes from outside once the page has opened it. */
async function isKept(world: World, text: string): Promise<boolean> {
  const shown = await world.app.popup();
  return shown.evaluate(async (wanted) => {
    const { quickSend } = window as unknown as { quickSend: { call(channel: string): Promise<{ value: never }> } };
    const drafts = (await quickSend.call('compose:drafts')).value as { excerpt: string }[];
    const open = (await quickSend.call('compose:draft')).value as { text: string };
    return open.text === wanted || drafts.some(({ excerpt }) => excerpt === wanted);
  }, text);
}

/** The text of the draft that main has for the composer. */
function draftText(shown: Page): Promise<string> {
  return shown.evaluate(async () => {
    const { quickSend } = window as unknown as { quickSend: { call(channel: string): Promise<{ value: never }> } };
    return ((await quickSend.call('compose:draft')).value as { text: string }).text;
  });
}

/** Sets how long messages are held, by the setting. */
export async function setHold({ app, held }: World): Promise<void> {
  const shown = await app.popup();
  await shown.evaluate(
    async (undoSeconds) => {
      const { quickSend } = window as unknown as { quickSend: { call(channel: string, request: unknown): Promise<unknown> } };
      await quickSend.call('settings:change', { undoSeconds });
    },
    held ? 5 : 0,
  );
}

/** The popup, opened if it is hidden. */
export async function page(world: World): Promise<Page> {
  if (!(await world.app.isShown())) {
    await world.app.secondStart([]);
    await world.app.waitUntilShown(true);
  }
  const shown = await world.app.popup();
  await messageField(shown).waitFor();
  return shown;
}

/** What the person can do, by name; each does nothing where it is not possible. */
export const steps: Readonly<Record<string, (world: World) => Promise<void>>> = {
  async write(world) {
    const shown = await page(world);
    const person = world.pick(names);
    // Only into an empty composer: who changes To by hand keeps the text.
    if ((await messageField(shown).inputValue()) !== '') return;
    const remove = shown.getByRole('button', { name: 'Remove recipient' });
    if ((await remove.count()) > 0) await remove.click();
    await shown.getByLabel('To', { exact: true }).fill(people[person]);
    await shown.getByLabel('To', { exact: true }).press('Enter');
    await waitUntil('To is understood', async () => (await remove.count()) > 0);
    // A draft of theirs may have come back.
    if ((await messageField(shown).inputValue()) !== '') return;
    const text = nextText(world, person);
    await messageField(shown).pressSequentially(text);
    await waitUntil('it is kept', () => isKept(world, text));
  },
  async send(world) {
    const shown = await page(world);
    await waitUntil(
      'Send may be pressed',
      async () => (await shown.getByRole('button', { name: 'Send', exact: true, disabled: true }).count()) === 0,
    );
    await messageField(shown).press('Control+Enter');
  },
  async changeHold(world) {
    world.held = !world.held;
    await setHold(world);
  },
  async reply(world) {
    const shown = await page(world);
    const rows = shown.getByRole('list', { name: 'Messages' }).getByRole('listitem');
    const count = await rows.count();
    if (count === 0) return;
    await rows
      .nth(Math.min(count - 1, world.pick([0, 1, 2])))
      .press('Enter', { timeout: 3000 })
      .catch(() => {});
  },
  async undo(world) {
    const shown = await page(world);
    const undo = shown.getByRole('button', { name: 'Undo', exact: true });
    if ((await undo.count()) > 0)
      await undo
        .first()
        .click({ timeout: 3000 })
        .catch(() => {});
  },
  async edit(world) {
    const shown = await page(world);
    const edit = shown.getByRole('button', { name: 'Edit', exact: true });
    if ((await edit.count()) > 0)
      await edit
        .first()
        .click({ timeout: 3000 })
        .catch(() => {});
  },
  async openDraft(world) {
    const shown = await page(world);
    const drafts = shown.getByRole('list', { name: 'Drafts' }).getByRole('listitem');
    if ((await drafts.count()) > 0)
      await drafts
        .first()
        .press('Enter', { timeout: 3000 })
        .catch(() => {});
  },
  async fromOutside(world) {
    const person = world.pick(names);
    const text = nextText(world, person);
    await world.app.secondStart(['--compose', `--to=${people[person]}`, `--text=${text}`]);
    await waitUntil('it is kept', () => isKept(world, text));
  },
  async toFromOutside(world) {
    await world.app.secondStart(['--compose', `--to=${people[world.pick(names)]}`]);
  },
  async hide(world) {
    const shown = await page(world);
    await shown.keyboard.press('Escape');
  },
  async network(world) {
    if (world.online) await world.simulator.goOffline();
    else await world.simulator.goOnline();
    world.online = !world.online;
  },
  async kill(world) {
    await world.app.kill();
    world.app = await world.launch({ flags: ['--compose'] });
  },
  async stepBack(world) {
    const shown = await world.app.popup();
    const held = () => shown.getByRole('listitem', { name: /\. Held,/ }).count();
    const before = await held();
    await world.desktop.tray?.choose('Undo');
    if (before === 0) return;
    // Who types while it comes back would change whom it is for.
    await waitUntil('it is undone', async () => (await held()) < before);
    await waitUntil('the composer shows what it has', async () => (await draftText(shown)) === (await messageField(shown).inputValue()));
  },
};

/** Writing and sending come most often, so that something is always there to change one's mind about. */
export const order = [
  ...['write', 'send', 'write', 'send', 'write', 'send', 'write', 'send', 'write', 'send', 'send'],
  ...['reply', 'reply', 'openDraft', 'openDraft', 'fromOutside', 'toFromOutside', 'hide'],
  ...['undo', 'stepBack', 'edit', 'changeHold', 'network', 'kill'],
];
