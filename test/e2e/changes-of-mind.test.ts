import { expect } from 'vitest';
import { mistakesOf } from './harness/failures.ts';
import { test } from './harness/fixtures.ts';
import { signInTo } from './harness/popup-steps.ts';
import { order, page, people, seeded, setHold, steps, type World } from './harness/undecided-person.ts';
import { waitUntil } from './harness/wait.ts';

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
