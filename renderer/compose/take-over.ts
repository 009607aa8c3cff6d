import type { ShownDraft } from '../../main/model/draft.ts';
import type { RecipientActions } from '../people/recipient.ts';
import type { DraftSaver } from './drafts.ts';
import { paint } from './paint.ts';
import type { ComposeState } from './state.ts';

const isBlank = ({ to, text, sessionId }: ShownDraft): boolean => to === '' && text === '' && sessionId === undefined;

/**
 * Shows the draft main has at the start; belongs into the lane. What was typed meanwhile goes on in that draft, or in one of its own when that holds
 * something else.
 */
export async function takeOver(
  {
    compose,
    drafts,
    recipient,
  }: {
    readonly compose: ComposeState;
    readonly drafts: Pick<DraftSaver, 'isDirty' | 'save' | 'saveApart'>;
    readonly recipient: Pick<RecipientActions, 'recognise'>;
  },
  kept: ShownDraft,
): Promise<void> {
  const isTyped = drafts.isDirty() && compose.text.peek() !== '';
  if (isTyped && !isBlank(kept)) await drafts.saveApart();
  else if (drafts.isDirty() && isBlank(kept)) {
    compose.draft.value = { id: kept.id, revision: kept.revision };
    compose.endpointId.value ??= kept.newLine;
    await drafts.save();
  } else {
    paint(compose, kept);
    void recipient.recognise();
  }
}
