import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OpenRequest } from '../../../main/compose/contract.ts';
import type { MessageItem } from '../../../main/model/message.ts';
import { runs } from '../../fakes/runs.ts';
import { createComposerAndHistory } from './composer-and-history.ts';

const who = ['+15556667777', '+15556668888', 's1'] as const;
type Who = (typeof who)[number];

const isSession = (one: Who): boolean => one === 's1';
const targetOf = (one: Who) => (isSession(one) ? { sessionId: one } : { to: one });

/** `turns`: the next step comes that many turns of the event loop later, when this one may not have arrived everywhere; undefined: when it has. */
type Step = { readonly turns: number | undefined } & Deed;
type Deed =
  | { readonly kind: 'write' | 'undo' | 'send' | 'reload' }
  | { readonly kind: 'choose' | 'reply'; readonly one: Who }
  | { readonly kind: 'flag'; readonly one: Who | undefined; readonly withText: boolean };

const anyone = fc.constantFrom(...who);
const deeds = fc.oneof(
  fc.record({ kind: fc.constantFrom('write', 'write', 'write', 'undo', 'send', 'send', 'reload') }),
  fc.record({ kind: fc.constantFrom('choose', 'reply'), one: anyone }),
  fc.record({ kind: fc.constant('flag'), one: fc.option(anyone, { nil: undefined }), withText: fc.boolean() }),
) as fc.Arbitrary<Deed>;
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(deeds, fc.option(fc.nat(15), { nil: undefined })).map(([deed, turns]) => ({ ...deed, turns })),
  { maxLength: 25 },
);

async function walk(path: readonly Step[]): Promise<number> {
  const world = await createComposerAndHistory();
  /** For whom each written word was written, or chosen for by hand; an empty string is nobody. */
  const owners = new Map<string, string>();
  const wordsOf = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

  const compose = () => world.page().state.compose;
  const shownFor = (): string => compose().sessionId.value ?? compose().recipient.value?.number ?? compose().to.value;
  const written = (word: string, one: string): string => {
    owners.set(word, one);
    return word;
  };

  const rows = (sql: string) => world.database.prepare(sql).all();
  const drafts = () =>
    rows('SELECT session, address, text FROM draft').map(({ session, address, text }) => ({
      one: String(session ?? address),
      text: String(text),
    }));
  const messages = () =>
    rows('SELECT session_id, address, text FROM message').map((row) => ({
      one: String(row.session_id ?? row.address),
      text: String(row.text),
    }));

  async function act(step: Step, nth: number): Promise<void> {
    const { actions } = world.page();
    const { text } = compose();
    switch (step.kind) {
      case 'write': {
        // The field takes nothing while a message is being sent.
        if (compose().isSending.value) return;
        const next = `${text.value} ${written(`w${nth}`, shownFor())}`.trim();
        return actions.compose.write(next, next.length);
      }
      case 'choose': {
        const kept = wordsOf(text.value);
        if (isSession(step.one)) actions.compose.line.chooseSession(step.one);
        else {
          if (compose().sessionId.value !== undefined) actions.compose.line.chooseLine('ep-main');
          actions.compose.recipient.type(step.one);
          await actions.compose.recipient.understand();
        }
        for (const word of kept) owners.set(word, step.one);
        return;
      }
      case 'reply':
        return actions.compose.open({ kind: 'recipient', ...targetOf(step.one), endpointId: 'ep-main' } satisfies OpenRequest);
      case 'flag': {
        const prefill = {
          ...(step.one === undefined ? {} : targetOf(step.one)),
          ...(step.withText ? { text: written(`f${nth}`, step.one ?? '') } : {}),
        };
        return world.emit('popup:shown', { prefill });
      }
      case 'undo': {
        const held = world.messages.held();
        const last = held.ok ? held.value.at(-1) : undefined;
        return last && actions.list.act({ id: last.id } as MessageItem, 'undo');
      }
      case 'send':
        return actions.compose.send(Number.POSITIVE_INFINITY);
      case 'reload':
        await actions.compose.flush();
        return world.reload();
    }
  }

  const settle = async (): Promise<void> => {
    await world.settle();
    await world.page().actions.compose.flush();
    await world.settle();
  };

  for (const [nth, step] of path.entries()) {
    const isCareful = step.kind === 'choose' || step.kind === 'reload';
    if (isCareful) await settle();
    const done = act(step, nth);
    if (step.turns !== undefined && !isCareful && nth < path.length - 1) {
      for (let turn = 0; turn < step.turns; turn += 1) await Promise.resolve();
      continue;
    }
    await done;
    await settle();
    const shown = { one: shownFor(), text: compose().text.value };
    for (const { one, text } of [shown, ...drafts(), ...messages()]) {
      for (const word of wordsOf(text)) expect(`${word} for ${one}`).toBe(`${word} for ${owners.get(word)}`);
    }
    const places = [shown, ...drafts(), ...messages()].flatMap(({ text }) => wordsOf(text));
    expect([...owners.keys()].filter((word) => !places.includes(word))).toEqual([]);
  }
  world.page().stop();
  return messages().length;
}

it('whatever is done in whatever order, no text stands under another recipient and none is lost', async () => {
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (path) => {
      sent += await walk(path);
    }),
    { numRuns: runs(300) },
  );
  expect(sent).toBeGreaterThan(0);
});
