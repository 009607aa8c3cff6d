import { hintWords } from '../../main/words/compose.ts';
import type { ComposeActions } from './actions.ts';
import type { ComposeState } from './state.ts';

/** Who the message goes to, as short as it is clear. */
function recipientName(compose: ComposeState): string | undefined {
  const sessionId = compose.sessionId.value;
  const recipient = compose.recipient.value;
  if (sessionId !== undefined) return compose.sessions.value.find((one) => one.sessionId === sessionId)?.name ?? sessionId;
  return recipient?.name ?? recipient?.numberText;
}

/** The line it leaves from, by its name; none for a chat session. */
function lineName(compose: ComposeState): string | undefined {
  const endpointId = compose.endpointId.value;
  if (compose.sessionId.value !== undefined) return undefined;
  return compose.lines.value.find((one) => one.endpointId === endpointId)?.name ?? endpointId;
}

/**
 * One line for what one has to know before Send: that something outside filled the composer, that there is another draft to the recipient, whose draft
 * this is, or that its line is the one used last. Its place is always kept, so that nothing jumps; screen readers read it out.
 */
export function HintLine({ compose, actions }: { readonly compose: ComposeState; readonly actions: ComposeActions }) {
  return (
    <p class="hint hint-line" aria-live="polite">
      <Hint compose={compose} actions={actions} />
    </p>
  );
}

function Hint({ compose, actions }: { readonly compose: ComposeState; readonly actions: ComposeActions }) {
  const name = recipientName(compose);
  const line = lineName(compose);
  const theirs = compose.drafts.value.find(({ id }) => id === compose.recipientDraft.value);
  if (compose.prefill.value !== 'none') return hintWords.prefilled;
  if (theirs !== undefined && name !== undefined) {
    return (
      <>
        {hintWords.hasDraft(name)}
        <button type="button" class="quiet" onClick={() => void actions.open({ kind: 'draft', id: theirs.id })}>
          {hintWords.show}
        </button>
      </>
    );
  }
  if (compose.hint.value === 'draft' && name !== undefined) return hintWords.draftTo(name, line);
  return compose.hint.value === 'line' && line !== undefined ? hintWords.sameLine(line) : null;
}
