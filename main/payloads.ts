import * as v from 'valibot';
import type { Calls } from './contract.ts';
import { settingSchemas } from './settings.ts';

// Sizes are far above what the form lets through: they bound what a broken page can make main hold, not what a person types.
const text = (maxCharacters: number) => v.pipe(v.string(), v.maxLength(maxCharacters));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.finite());
const cursor = v.strictObject({ at: time, id: v.pipe(v.number(), v.safeInteger()) });
const nothing = v.undefined();
const state = v.picklist(['held', 'scheduled', 'queued', 'sending', 'accepted', 'failed', 'unknown', 'review', 'received']);
const historyId = v.optional(text(100));
const draft = v.strictObject({
  historyId,
  endpointId: v.optional(text(500)),
  sessionId: v.optional(text(500)),
  to: text(10_000),
  text: text(200_000),
  caret: count,
});

/** A guard per call: what the payload must look like, with size limits, before any handler sees it (issue 2, item 6). */
export const payloads = {
  'app:state': nothing,
  'account:sign-in': v.strictObject({
    server: text(2000),
    userName: text(500),
    password: text(2000),
    keep: v.picklist(['keychain', 'until-quit']),
  }),
  'account:sign-out': nothing,
  'account:retry': nothing,
  'compose:lines': nothing,
  'compose:sessions': nothing,
  'compose:recipient': v.strictObject({ to: text(10_000), endpointId: v.optional(text(500)) }),
  'compose:suggest': v.strictObject({ typed: text(10_000) }),
  'compose:draft': nothing,
  'compose:save-draft': draft,
  'compose:send': draft,
  'messages:page': v.strictObject({
    search: text(1000),
    states: v.optional(v.pipe(v.array(state), v.maxLength(9))),
    from: v.optional(time),
    to: v.optional(time),
    after: v.optional(cursor),
    before: v.optional(cursor),
    limit: v.pipe(count, v.minValue(1), v.maxValue(200)),
  }),
  'messages:act': v.strictObject({
    historyId,
    id: count,
    action: v.picklist(['undo', 'send-now', 'check-again', 'mark-sent', 'send-again', 'discard', 'keep-as-draft']),
  }),
  'messages:delete': v.strictObject({ historyId, ids: v.union([v.literal('all'), v.pipe(v.array(count), v.maxLength(10_000))]) }),
  'messages:copy': v.strictObject({ historyId, id: count }),
  'messages:export': v.strictObject({ format: v.picklist(['csv', 'jsonl']) }),
  'messages:import': nothing,
  'messages:cancel-work': nothing,
  'settings:change': v.partial(v.strictObject(settingSchemas)),
  'hotkey:record': v.strictObject({ recording: v.boolean() }),
  'popup:hide': nothing,
  'app:quit': nothing,
} satisfies { readonly [C in keyof Calls]: v.GenericSchema<unknown, Calls[C]['request']> };
