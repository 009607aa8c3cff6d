import type { ShownDraft } from '../../main/model/draft.ts';
import type { RecipientActions } from '../people/recipient-actions.ts';
import type { DraftSaver } from './draft-saver.ts';
import { showDraft } from './show-draft.ts';
import type { ComposeState } from './state.ts';

const isBlank = ({ to, text, sessionId }: ShownDraft): boolean => to === '' && text === '' && sessionId === undefined;

/**
 * Shows the draft main has when a history comes into use; runs as one of the tasks that come one at a time. What was typed meanwhile goes on in that
 * draft, or in a new one when that draft holds something else.
 */
export async function restoreDraft({
  draft,
  compose,
  saver,
  recipient,
}: {
  readonly draft: ShownDraft;
  readonly compose: ComposeState;
  readonly saver: Pick<DraftSaver, 'isDirty' | 'save' | 'saveAsNew'>;
  readonly recipient: Pick<RecipientActions, 'understandShown'>;
}): Promise<void> {
  const hasTypedText = saver.isDirty() && compose.text.peek() !== '';
  if (hasTypedText && !isBlank(draft)) await saver.saveAsNew();
  else if (saver.isDirty() && isBlank(draft)) {
    compose.draft.value = { id: draft.id, revision: draft.revision };
    compose.endpointId.value ??= draft.newLine;
    await saver.save();
  } else {
    showDraft(compose, draft);
    void recipient.understandShown();
  }
}
