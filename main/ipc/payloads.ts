import * as v from 'valibot';
import { settingSchemas } from '../settings/settings.ts';
import type { Calls } from './contract.ts';

// Sizes are far above what the form lets through: they bound what a broken page can make main hold, not what a person types.
const text = (maxCharacters: number) => v.pipe(v.string(), v.maxLength(maxCharacters));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.finite());
const cursor = v.strictObject({ at: time, id: v.pipe(v.number(), v.safeInteger()) });
const nothing = v.undefined();
const state = v.picklist(['held', 'scheduled', 'queued', 'sending', 'accepted', 'failed', 'unknown', 'review', 'received']);
const historyId = v.optional(text(100));
const place = { historyId, sessionId: v.optional(text(500)), endpointId: v.optional(text(500)) };
// A text may be longer than a draft holds, so that its handler refuses or cuts it in words.
const written = text(10_000_000);
const draft = { ...place, to: text(10_000), text: written, caret: count };
const draftName = { id: count, revision: count };

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
  'compose:open': v.variant('kind', [
    v.strictObject({ historyId, kind: v.literal('draft'), id: count }),
    v.strictObject({ kind: v.literal('recipient'), to: v.optional(text(10_000)), ...place }),
    v.strictObject({ kind: v.literal('prefill'), to: v.optional(text(10_000)), text: v.optional(written), ...place }),
  ]),
  'compose:save-draft': v.strictObject({ ...draft, ...draftName }),
  'compose:drafts': nothing,
  'compose:discard-draft': v.strictObject({ historyId, id: count }),
  'compose:send': v.strictObject({ ...draft, draft: v.optional(v.strictObject(draftName)) }),
  'messages:page': v.strictObject({
    search: text(1000),
    states: v.optional(v.pipe(v.array(state), v.maxLength(9))),
    withoutHidden: v.optional(v.literal(true)),
    from: v.optional(time),
    to: v.optional(time),
    after: v.optional(cursor),
    before: v.optional(cursor),
    limit: v.pipe(count, v.minValue(1), v.maxValue(200)),
  }),
  'messages:act': v.strictObject({
    historyId,
    id: count,
    action: v.picklist([
      'undo',
      'send-now',
      'check-again',
      'mark-sent',
      'is-this-it',
      'is-not-it',
      'send-again',
      'discard',
      'hide',
      'keep-as-draft',
    ]),
  }),
  'messages:delete': v.strictObject({ historyId, ids: v.union([v.literal('all'), v.pipe(v.array(count), v.maxLength(10_000))]) }),
  'messages:late': nothing,
  'messages:send-late': v.strictObject({ historyId, ids: v.pipe(v.array(count), v.maxLength(10_000)) }),
  'messages:copy': v.strictObject({ historyId, id: count }),
  'messages:export': v.strictObject({ format: v.picklist(['csv', 'jsonl']) }),
  'messages:import': nothing,
  'messages:cancel-work': nothing,
  'settings:change': v.partial(v.strictObject(settingSchemas)),
  'hotkey:check': v.strictObject({ accelerator: text(100) }),
  'settings:retention-count': v.strictObject({ retentionDays: settingSchemas.retentionDays }),
  'hotkey:record': v.strictObject({ recording: v.boolean() }),
  'popup:hide': nothing,
  'app:quit': nothing,
} satisfies { readonly [C in keyof Calls]: v.GenericSchema<unknown, Calls[C]['request']> };
