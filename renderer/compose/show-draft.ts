import { batch } from '@preact/signals';
import type { ShownDraft } from '../../main/model/draft.ts';
import { type ComposeState, fieldToType, focusOn } from './state.ts';

/** Shows a draft in place of the one in the composer, of which nothing remains. */
export function showDraft(compose: ComposeState, draft: ShownDraft): void {
  const { id, revision, endpointId, newLine, sessionId, to, text, caret, isCut } = draft;
  batch(() => {
    compose.draft.value = { id, revision };
    compose.sessionId.value = sessionId;
    compose.endpointId.value = endpointId ?? newLine;
    compose.isLineChosen.value = endpointId !== undefined;
    compose.to.value = to;
    compose.recipient.value = undefined;
    compose.suggestions.value = [];
    compose.text.value = text;
    compose.caret.value = Math.min(caret, text.length);
    compose.errors.value = isCut ? { text: { code: 'draft-too-long' } } : {};
    compose.recipientDraft.value = undefined;
    compose.hint.value = sessionId !== undefined && text !== '' ? 'draft' : undefined;
    focusOn(compose, fieldToType(compose));
  });
}
