import { expect } from 'vitest';
import type { Simulator } from '../simulator/simulator.ts';
import type { RunningApp } from './harness/app.ts';
import type { Desktop } from './harness/desktop.ts';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { messageField } from './harness/journeys.ts';
import { signInTo } from './harness/popup-steps.ts';
import { waitUntil } from './harness/wait.ts';

const people = { ann: '+12025550172', bo: '+13125550142', cy: '+442079460958' } as const;
type Person = keyof typeof people;
const names = Object.keys(people) as Person[];

/** Numbers that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface World {
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

async function setHold({ app, held }: World): Promise<void> {
  const shown = await app.popup();
  await shown.evaluate(
    async (undoSeconds) => {
      const { quickSend } = window as unknown as { quickSend: { call(channel: string, request: unknown): Promise<unknown> } };
      await quickSend.call('settings:change', { undoSeconds });
    },
    held ? 5 : 0,
  );
}

async function page(world: World) {
  if (!(await world.app.isShown())) {
    await world.app.secondStart([]);
    await world.app.waitUntilShown(true);
  }
  const shown = await world.app.popup();
  await messageField(shown).waitFor();
  return shown;
}

const steps: Readonly<Record<string, (world: World) => Promise<void>>> = {
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
    await world.desktop.tray?.choose('Undo');
  },
};

/** Writing and sending come most often, so that something is always there to change one's mind about. */
const order = [
  ...['write', 'send', 'write', 'send', 'write', 'send', 'write', 'send', 'write', 'send', 'send'],
  ...['reply', 'reply', 'openDraft', 'openDraft', 'fromOutside', 'toFromOutside', 'hide'],
  ...['undo', 'stepBack', 'edit', 'changeHold', 'network', 'kill'],
];

test.for([31, 35, 36])(
  'a person who changes their mind all the time, seed %i: nothing twice, nothing lost, nothing to another',
  { timeout: 240_000 },
  async (seed, { simulator, desktop, launch }) => {
    const random = seeded(seed * 7919);
    const world: World = {
      app: await launch(),
      desktop,
      simulator,
      launch,
      pick: (of) => of[Math.floor(random() * of.length)] as (typeof of)[number],
      texts: new Map(),
      log: [],
      online: true,
      held: false,
    };
    await signInTo(simulator, world.app);
    await setHold(world);
    for (let step = 0; step < 90; step++) {
      const name = world.pick(order);
      world.log.push(name);
      await steps[name]?.(world);
    }
    if (!world.online) await steps.network?.(world);
    const shown = await page(world);
    const settled = () => shown.getByRole('list', { name: 'Messages' }).getByRole('listitem', { name: /\. (Held|Queued|Sending),/ });
    await waitUntil('nothing is on its way', async () => (await settled().count()) === 0, 90_000);
    const known = await shown.evaluate(async () => {
      const { quickSend } = window as unknown as { quickSend: { call(channel: string, request?: unknown): Promise<{ value: never }> } };
      const page = (await quickSend.call('messages:page', { search: '', limit: 200 })).value as {
        items: { text: string; address: string; state: string }[];
      };
      const drafts = (await quickSend.call('compose:drafts')).value as { excerpt: string; to: string }[];
      const open = (await quickSend.call('compose:draft')).value as { text: string; to: string };
      return {
        rows: page.items.map(({ text, address, state }) => ({ text, to: address, state })),
        drafts: [...drafts.map(({ excerpt, to }) => ({ text: excerpt, to })), { text: open.text, to: open.to }],
      };
    });
    const about = `${world.log.join(' ')}\n${JSON.stringify(known)}`;
    for (const [text, person] of world.texts) {
      const sent = simulator.sent().filter((message) => message.text === text);
      const rows = known.rows.filter((row) => row.text === text);
      const drafts = known.drafts.filter((draft) => draft.text === text);
      expect(sent.length, `sent ${sent.length} times: ${text}\n${about}`).toBeLessThanOrEqual(1);
      for (const { otherAddress } of sent) expect(otherAddress, `${text}\n${about}`).toBe(people[person]);
      for (const { to } of [...rows, ...drafts]) expect(to, `${text}\n${about}`).toBe(people[person]);
      expect(sent.length + rows.length + drafts.length, `lost: ${text}\n${about}`).toBeGreaterThan(0);
      expect(drafts.length === 0 || sent.length === 0, `a draft although it was sent: ${text}\n${about}`).toBe(true);
    }
    expect(simulator.sent().length, about).toBeGreaterThan(0);
    expect(mistakesOf(world.app)).toEqual([]);
  },
);
