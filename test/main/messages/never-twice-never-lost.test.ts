import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDesk, value } from './desk.ts';
import { type Behaviour, line, notProcessed, refused, unknown } from './fake-service.ts';

/** Everything that can happen between two submissions, in any order. */
const happenings = fc.oneof(
  fc.record({ kind: fc.constant('submit' as const), to: fc.integer({ min: 0, max: 2 }), holdMs: fc.constantFrom(0, 0, 5000) }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, 500, 3000, 20_000, 90_000) }),
  fc.record({ kind: fc.constantFrom('crash', 'offline', 'online', 'pull', 'sleep', 'question', 'answer', 'hurry' as const) }),
  fc.record({
    kind: fc.constant('act' as const),
    nth: fc.nat(20),
    action: fc.constantFrom('undo', 'send-now', 'check-again', 'discard', 'hide', 'keep-as-draft' as const),
  }),
);

const behaviours: Readonly<Record<string, () => Behaviour>> = {
  accepted: () => ({ stored: true }),
  lost: () => unknown(true),
  unsent: () => unknown(false),
  refused: () => refused('no'),
  busy: () => notProcessed({ code: 'rate-limited', retryAfterMs: 2000 }),
  unreachable: () => notProcessed({ code: 'unreachable' }),
  hanging: () => ({ stored: true, until: new Promise<void>(() => {}) }),
};

describe('never twice, never lost', () => {
  it('holds whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happenings, { minLength: 5, maxLength: 30 }),
        fc.array(fc.constantFrom(...Object.keys(behaviours)), { maxLength: 30 }),
        async (story, outcomes) => {
          const desk = createDesk();
          desk.service.nextSends(...outcomes.map((name) => behaviours[name]?.() ?? { stored: true }));
          const submitted: { id: number; text: string; isTaken: boolean }[] = [];
          for (const each of story) {
            if (each.kind === 'submit') {
              const text = `text ${submitted.length}`;
              const target = { kind: 'sms', endpointId: line, toAddress: `+1202555010${each.to}` } as const;
              submitted.push({ id: desk.submit(text, { target, holdMs: each.holdMs }), text, isTaken: false });
            } else if (each.kind === 'pass') await desk.clock.advance(each.ms);
            else if (each.kind === 'crash') desk.restart();
            else if (each.kind === 'offline') desk.messages.pause('offline');
            else if (each.kind === 'online') desk.messages.resume('offline');
            else if (each.kind === 'pull') desk.messages.startPull();
            else if (each.kind === 'sleep') desk.clock.jump(3_600_000);
            else if (each.kind === 'question') desk.messages.pauseHolds();
            else if (each.kind === 'answer') desk.messages.resumeHolds();
            else if (each.kind === 'hurry') desk.messages.retryNow();
            else if (each.kind === 'act') {
              const one = submitted[each.nth % Math.max(submitted.length, 1)];
              const wasUnsent = one && desk.state(one.id) !== 'unknown';
              if (one && wasUnsent && desk.messages.act(one.id, each.action).ok && desk.state(one.id) === 'gone') one.isTaken = true;
            }
          }
          desk.messages.resume('offline');
          desk.messages.resumeHolds();
          await desk.clock.advance(600_000);

          for (const { id, text, isTaken } of submitted) {
            const arrived = desk.service.stored.filter((info) => info.text === text);
            const state = desk.state(id);
            expect(arrived.length).toBeLessThanOrEqual(1);
            if (isTaken) expect([state, arrived.length]).toEqual(['gone', 0]);
            else expect(state).not.toBe('gone');
            if (state === 'accepted') expect(arrived.map((info) => info.id)).toEqual([desk.get(id).serverId]);
            expect(state).not.toBe('held');
            if (state === 'failed' || state === 'review' || state === 'queued') expect(arrived).toEqual([]);
          }
          const rows = value(await desk.messages.page({ search: '', limit: 1000 })).items;
          const claimed = rows.map(({ serverId }) => serverId).filter((serverId) => serverId !== undefined);
          expect(new Set(claimed).size).toBe(claimed.length);
          desk.database.close();
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});
