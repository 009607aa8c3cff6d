import { useLayoutEffect, useRef } from 'preact/hooks';
import { retentionDaysChoices, type Settings } from '../../main/model/settings.ts';
import { keepingWords, retentionWords } from '../../main/words/settings.ts';
import { Choice } from './choice.tsx';
import type { RetentionActions } from './retention.ts';
import type { PendingRetention, SettingsState } from './state.ts';

/** The times messages can be kept, longest first. */
const options = [null, ...retentionDaysChoices].map((value) => ({ value, label: retentionWords(value).label }));

interface RetentionFieldProps {
  readonly settings: Settings;
  readonly state: SettingsState;
  readonly actions: RetentionActions;
}

/** How long messages are kept; asks first, with their number, where a choice would delete some. */
export function RetentionField({ settings, state, actions }: RetentionFieldProps) {
  const pending = state.pending.value;

  return (
    <>
      <Choice
        id="retention"
        label={keepingWords.label}
        hint={keepingWords.hint}
        value={pending === undefined ? settings.retentionDays : pending.days}
        options={options}
        onChoose={(days, how) => void actions.choose(days, how)}
        onEnter={() => void actions.confirmIfHarmless()}
      />
      {pending !== undefined &&
        (pending.isApplied ? <p role="note">{keepingWords.deleting}</p> : <Question pending={pending} actions={actions} />)}
    </>
  );
}

function Question({ pending, actions }: { readonly pending: PendingRetention; readonly actions: RetentionActions }) {
  const { days, count } = pending;
  const { wish } = retentionWords(days);
  const area = useRef<HTMLFieldSetElement>(null);

  // The select may be at the lower edge, and a question out of sight is not asked.
  useLayoutEffect(() => area.current?.scrollIntoView({ block: 'nearest' }), [count]);

  return (
    <fieldset ref={area} class={count === 0 ? 'ask harmless' : 'ask'} aria-label={keepingWords.question(wish)}>
      <p aria-live="polite">{sentenceOf(count, wish)}</p>
      <div class="buttons">
        {count !== 'counting' && (
          <button type="button" class={count === 0 ? undefined : 'danger'} onClick={() => void actions.confirm()}>
            {buttonOf(count, wish)}
          </button>
        )}
        <button type="button" onClick={actions.cancel}>
          {count === 0 ? keepingWords.leave : keepingWords.keep}
        </button>
      </div>
    </fieldset>
  );
}

function sentenceOf(count: PendingRetention['count'], wish: string): string {
  switch (count) {
    case 'counting':
      return keepingWords.counting;
    case 'unknown':
      return keepingWords.unknownCount(wish);
    case 0:
      return keepingWords.none(wish);
    default:
      return keepingWords.some(wish, count);
  }
}

function buttonOf(count: Exclude<PendingRetention['count'], 'counting'>, wish: string): string {
  if (count === 'unknown') return keepingWords.deleteOlder;
  return count === 0 ? wish : keepingWords.delete(count);
}
