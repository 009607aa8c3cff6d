import { useRef } from 'preact/hooks';
import { composeWords } from '../../main/words/compose.ts';
import type { ComposeActions } from './actions.ts';
import type { ComposeState } from './state.ts';

/** Sends by pointer or key. What counts is when the press began; a key that is held down counts once. */
export function SendButton({
  compose,
  actions,
  keyLabel,
}: {
  readonly compose: ComposeState;
  readonly actions: ComposeActions;
  readonly keyLabel: string;
}) {
  const pressedAt = useRef<number | undefined>(undefined);
  const isRepeated = useRef(false);

  return (
    <button
      class={compose.prefill.value === 'blocked' ? 'primary waits' : 'primary'}
      type="button"
      title={composeWords.sendBy(keyLabel)}
      aria-disabled={compose.isSending.value || compose.prefill.value === 'blocked'}
      onPointerDown={({ timeStamp }) => {
        pressedAt.current = timeStamp;
        isRepeated.current = false;
      }}
      onKeyDown={({ repeat, timeStamp }) => {
        isRepeated.current = repeat;
        if (!repeat) pressedAt.current = timeStamp;
      }}
      onClick={({ timeStamp }) => {
        // Enter that is held down clicks again and again, Space once at its end.
        const began = pressedAt.current ?? (isRepeated.current ? undefined : timeStamp);
        pressedAt.current = undefined;
        if (began !== undefined) void actions.send(began);
      }}
    >
      {composeWords.send}{' '}
      <span class="key" aria-hidden="true">
        {keyLabel}
      </span>
    </button>
  );
}
