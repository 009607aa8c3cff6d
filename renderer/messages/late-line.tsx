import { useRef } from 'preact/hooks';
import { focusOnce } from '../ui/keys.ts';
import type { ListActions } from './actions.ts';
import type { ListState } from './state.ts';

/** Says over the list that several messages did not leave in time, and sends them all after one question. */
export function LateLine({ list, actions }: { readonly list: ListState; readonly actions: ListActions }) {
  const button = useRef<HTMLButtonElement>(null);
  const count = list.late.value.length;
  if (count < 2) return null;
  const all = `Send all ${count}`;
  const question = `Send these ${count} messages now?`;
  const keep = (): void => {
    list.askingLate.value = false;
    requestAnimationFrame(() => button.current?.focus());
  };

  return list.askingLate.value ? (
    <fieldset
      class="cures late-line"
      aria-label={question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        keep();
      }}
    >
      <span>{question}</span>
      <button type="button" onClick={() => void actions.sendLate()}>
        {all}
      </button>
      <button type="button" ref={focusOnce} onClick={keep}>
        Keep
      </button>
    </fieldset>
  ) : (
    <div class="cures late-line">
      <span>{count} messages were not sent in time.</span>
      <button
        type="button"
        ref={button}
        onClick={() => {
          list.askingLate.value = true;
        }}
      >
        {all}
      </button>
    </div>
  );
}
