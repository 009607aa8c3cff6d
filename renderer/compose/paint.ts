import { batch } from '@preact/signals';
import type { ShownDraft } from '../../main/model/draft.ts';
import { type ComposeState, focusOn, placeToType } from './state.ts';

/** Shows a draft in place of the one that stands in the composer, with nothing left of that one. */
export function paint(compose: ComposeState, { id, revision, endpointId, newLine, sessionId, to, text, caret, isCut }: ShownDraft): void {
  batch(() => {
    compose.draft.value = { id, revision };
    compose.sessionId.value = sessionId;
    compose.endpointId.value = endpointId ?? newLine;
    compose.lineByHand.value = endpointId !== undefined;
    compose.to.value = to;
    compose.recipient.value = undefined;
    compose.suggestions.value = [];
    compose.text.value = text;
    compose.caret.value = Math.min(caret, text.length);
    compose.errors.value = isCut ? { text: { code: 'draft-too-long' } } : {};
    compose.theirDraft.value = undefined;
    compose.said.value = sessionId !== undefined && text !== '' ? 'draft' : undefined;
    focusOn(compose, placeToType(compose));
  });
}
