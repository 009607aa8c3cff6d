import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../fakes/runs.ts';
import { type Behaviour, line, notProcessed, refused, unknown } from './fake-service.ts';
import { createHarness, value } from './harness.ts';

/** Everything that can happen between two submissions, in any order. */
const happenings = fc.oneof(
  fc.record({ kind: fc.constant('submit' as const), to: fc.integer({ min: 0, max: 2 }), holdMs: fc.constantFrom(0, 0, 5000) }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, 500, 3000, 20_000, 90_000) }),
  fc.record({ kind: fc.constantFrom('crash', 'offline', 'online', 'pull', 'sleep', 'question', 'answer', 'retry-now' as const) }),
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
          const harness = createHarness();
          harness.service.nextSends(...outcomes.map((name) => behaviours[name]?.() ?? { stored: true }));
          const submitted: { id: number; text: string; isTaken: boolean }[] = [];
          for (const each of story) {
            if (each.kind === 'submit') {
              const text = `text ${submitted.length}`;
              const target = { kind: 'sms', endpointId: line, toAddress: `+1202555010${each.to}` } as const;
              submitted.push({ id: harness.submit(text, { target, holdMs: each.holdMs }), text, isTaken: false });
            } else if (each.kind === 'pass') await harness.clock.advance(each.ms);
            else if (each.kind === 'crash') harness.restart();
            else if (each.kind === 'offline') harness.messages.pause('offline');
            else if (each.kind === 'online') harness.messages.resume('offline');
            else if (each.kind === 'pull') harness.messages.startPull();
            else if (each.kind === 'sleep') harness.clock.jump(3_600_000);
            else if (each.kind === 'question') harness.messages.pauseHolds();
            else if (each.kind === 'answer') harness.messages.resumeHolds();
            else if (each.kind === 'retry-now') harness.messages.retryNow();
            else if (each.kind === 'act') {
              const one = submitted[each.nth % Math.max(submitted.length, 1)];
              const wasUnsent = one && harness.state(one.id) !== 'unknown';
              if (one && wasUnsent && harness.messages.act(one.id, each.action).ok && harness.state(one.id) === 'gone') one.isTaken = true;
            }
          }
          harness.messages.resume('offline');
          harness.messages.resumeHolds();
          await harness.clock.advance(600_000);

          for (const { id, text, isTaken } of submitted) {
            const arrived = harness.service.stored.filter((info) => info.text === text);
            const state = harness.state(id);
            expect(arrived.length).toBeLessThanOrEqual(1);
            if (isTaken) expect([state, arrived.length]).toEqual(['gone', 0]);
            else expect(state).not.toBe('gone');
            if (state === 'accepted') expect(arrived.map((info) => info.id)).toEqual([harness.get(id).serverId]);
            expect(state).not.toBe('held');
            if (state === 'failed' || state === 'review' || state === 'queued') expect(arrived).toEqual([]);
          }
          const rows = value(await harness.messages.page({ search: '', limit: 1000 })).items;
          const claimed = rows.map(({ serverId }) => serverId).filter((serverId) => serverId !== undefined);
          expect(new Set(claimed).size).toBe(claimed.length);
          harness.database.close();
        },
      ),
      { numRuns: runs(120) },
    );
  });
});
