import { useRef } from 'preact/hooks';
import type { ComposeActions } from './actions.ts';
import type { ComposeState } from './state.ts';

/** Sends by pointer or key. What counts is when the press began, and a key that is held down presses once. */
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
      title={`Send (${keyLabel})`}
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
      Send{' '}
      <span class="key" aria-hidden="true">
        {keyLabel}
      </span>
    </button>
  );
}
