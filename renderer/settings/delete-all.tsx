import { useSignal } from '@preact/signals';
import { deleteAllWords } from '../../main/words/settings.ts';
import { focusOnce } from '../ui/keys.ts';

/** Deletes every message, after one question. */
export function DeleteAll({ disabled, onDelete }: { readonly disabled: boolean; readonly onDelete: () => void }) {
  const isAsking = useSignal(false);
  const ask = (asking: boolean): void => {
    isAsking.value = asking;
  };

  if (!isAsking.value) {
    return (
      <div class="buttons">
        <button type="button" class="danger" disabled={disabled} onClick={() => ask(true)}>
          {deleteAllWords.open}
        </button>
      </div>
    );
  }
  return (
    <fieldset class="ask" aria-label={deleteAllWords.question}>
      <p>{deleteAllWords.sentence}</p>
      <div class="buttons">
        <button
          type="button"
          class="danger"
          onClick={() => {
            ask(false);
            onDelete();
          }}
        >
          {deleteAllWords.yes}
        </button>
        <button type="button" ref={focusOnce} onClick={() => ask(false)}>
          {deleteAllWords.no}
        </button>
      </div>
    </fieldset>
  );
}
