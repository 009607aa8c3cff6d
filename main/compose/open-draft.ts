import type { Messages } from '../messages/messages.ts';
import type { DraftTarget } from '../messages/store/draft-rows.ts';
import { sameAddress } from '../model/address.ts';
import type { SavedDraft } from '../model/draft.ts';
import { fail, ok, type Result } from '../model/failure.ts';
import { countryOf, readRecipient } from '../people/recipient.ts';
import type { OpenRequest } from './contract.ts';
import { type LineChoice, lineForNew, usableLine } from './lines.ts';

/** What opening a draft needs of the history. */
export type OpenParts = Pick<Messages, 'drafts' | 'recipient'> & { readonly choice: LineChoice };

/** The country of a number without a prefix, by the line it would be written to from. */
function countryFor({ endpointId }: { readonly endpointId?: string }, choice: LineChoice) {
  const id = usableLine(choice, endpointId) ?? lineForNew(choice);
  return countryOf(choice.lines.find((line) => line.endpointId === id)?.number);
}

/** The recipient as a draft keeps it: a number at once in E.164, so that no line that is chosen later makes another number of it. */
function targetOf(request: Extract<OpenRequest, { kind: 'recipient' | 'prefill' }>, choice: LineChoice): DraftTarget {
  if (request.sessionId) return { sessionId: request.sessionId };
  const to = request.to?.trim() ?? '';
  const read = readRecipient(to, countryFor(request, choice));
  return { to: read.ok ? read.value.number : to };
}

const isFor = (draft: SavedDraft, target: DraftTarget): boolean =>
  'sessionId' in target ? draft.sessionId === target.sessionId : draft.sessionId === undefined && sameAddress(draft.to, target.to);

/**
 * Puts the draft into the composer that a request asks for: the recipient's newest, or a new one. What stood there stays as it is, so that no
 * text meets another recipient and none is overwritten. Errors: `draft-gone`, and those of the disk.
 */
export function openDraft(request: OpenRequest, { drafts, recipient, choice }: OpenParts): Result<SavedDraft> {
  function show(id: number): Result<SavedDraft> {
    const opened = drafts.show(id);
    if (!opened.ok) return opened;
    return opened.value ? ok(opened.value) : fail({ code: 'draft-gone' });
  }

  function begin(target: DraftTarget, text: string, wanted: string | undefined): Result<SavedDraft> {
    const written = { text, caret: text.length };
    if ('sessionId' in target) return drafts.start({ sessionId: target.sessionId, to: '', ...written });
    const known = target.to === '' ? undefined : recipient(target.to);
    const lastLine = known?.ok ? known.value?.endpointId : undefined;
    return drafts.start({ endpointId: usableLine(choice, wanted, lastLine), to: target.to, ...written });
  }

  if (request.kind === 'draft') return show(request.id);
  const shown = drafts.shown();
  if (!shown.ok) return shown;
  const target = targetOf(request, choice);
  const text = request.kind === 'prefill' ? (request.text ?? '') : '';
  const hasNobody = 'to' in target && target.to === '';
  if (text === '' && (hasNobody || (shown.value.text !== '' && isFor(shown.value, target)))) return shown;
  const newest = drafts.newestFor(target);
  if (!newest.ok) return newest;
  const fits = newest.value && (text === '' || newest.value.text === text);
  return newest.value && fits ? show(newest.value.id) : begin(target, text, request.endpointId);
}
