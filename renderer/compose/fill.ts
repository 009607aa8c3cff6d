import { batch } from '@preact/signals';
import type { Draft, Prefill } from '../../main/contract.ts';
import { type ComposeState, draftOf, focusOn } from './state.ts';

/** Whether a draft holds anything a person wrote. */
export function holdsWork(draft: Draft): boolean {
  return draft.to !== '' || draft.text !== '';
}

function overwrites(now: string, next: string | undefined): boolean {
  return next !== undefined && now !== '' && now !== next;
}

/** Whether two drafts say the same to the same. */
export function sameWork(a: Draft, b: Draft): boolean {
  return a.to === b.to && a.text === b.text;
}

/**
 * Puts a draft or a prefill into the composer. When it would overwrite what a person wrote, the whole draft is put aside
 * (`compose.aside` brings it back) and the new one stands alone: no text meets a recipient it was not written for.
 */
export function fill(compose: ComposeState, next: Prefill): void {
  const current = draftOf(compose);
  const conflict = overwrites(current.to, next.to) || overwrites(current.text, next.text);
  const base = conflict ? { to: '', text: '' } : current;
  const to = next.to ?? base.to;
  const text = next.text ?? base.text;
  const sessionId = next.sessionId ?? (conflict || next.to ? undefined : current.sessionId);
  batch(() => {
    if (conflict) compose.aside.value = current;
    compose.sessionId.value = sessionId;
    if (next.endpointId !== undefined) compose.endpointId.value = next.endpointId;
    if (to !== current.to) {
      compose.to.value = to;
      compose.recipient.value = undefined;
    }
    compose.text.value = text;
    compose.caret.value = Math.min(next.caret ?? text.length, text.length);
    compose.errors.value = {};
    focusOn(compose, to === '' && sessionId === undefined ? 'to' : 'text');
  });
}

/** Brings back the draft that was put aside, and puts aside what is there now. */
export function bringBack(compose: ComposeState): void {
  const aside = compose.aside.value;
  if (aside === undefined) return;
  compose.aside.value = undefined;
  fill(compose, aside);
}
