import { useLayoutEffect, useRef } from 'preact/hooks';
import { retentionDaysChoices, type Settings } from '../../main/model/settings.ts';
import { retentionWords } from '../../main/words/settings.ts';
import { Choice } from './choice.tsx';
import type { RetentionActions } from './retention.ts';
import type { PendingRetention, SettingsState } from './state.ts';

/** The times messages can be kept, longest first. */
const options = [null, ...retentionDaysChoices].map((value) => ({ value, label: retentionWords(value).label }));

/** How long messages are kept; asks first, with their number, where a choice would delete some. */
export function RetentionField({
  settings,
  state,
  actions,
}: {
  readonly settings: Settings;
  readonly state: SettingsState;
  readonly actions: RetentionActions;
}) {
  const pending = state.pending.value;

  return (
    <>
      <Choice
        id="retention"
        label="Keep messages"
        hint="Older ones are deleted, now and as they grow older. A message whose outcome is open is always kept."
        value={pending === undefined ? settings.retentionDays : pending.days}
        options={options}
        onChoose={(days, how) => void actions.choose(days, how)}
        onEnter={() => void actions.confirmIfNothingGoes()}
      />
      {pending !== undefined &&
        (pending.isApplied ? <p role="note">Older messages are being deleted…</p> : <Question pending={pending} actions={actions} />)}
    </>
  );
}

function Question({ pending, actions }: { readonly pending: PendingRetention; readonly actions: RetentionActions }) {
  const { days, count } = pending;
  const { wish } = retentionWords(days);
  const area = useRef<HTMLFieldSetElement>(null);

  // The select may stand at the lower edge: a question that nobody sees is none.
  useLayoutEffect(() => area.current?.scrollIntoView({ block: 'nearest' }), [count]);

  return (
    <fieldset ref={area} class={count === 0 ? 'ask harmless' : 'ask'} aria-label={`${wish}?`}>
      <p aria-live="polite">{sentenceOf(count, wish)}</p>
      <div class="buttons">
        {count !== 'counting' && (
          <button type="button" class={count === 0 ? undefined : 'danger'} onClick={() => void actions.confirm()}>
            {buttonOf(count, wish)}
          </button>
        )}
        <button type="button" onClick={actions.leave}>
          {count === 0 ? 'Leave it as it was' : 'Keep them'}
        </button>
      </div>
    </fieldset>
  );
}

const messages = (count: number): string => (count === 1 ? '1 message' : `${count.toLocaleString('en-US')} messages`);

function sentenceOf(count: PendingRetention['count'], wish: string): string {
  switch (count) {
    case 'counting':
      return 'Counting the messages that would be deleted…';
    case 'unknown':
      return `${wish}? Older ones would be deleted from this computer; how many cannot be told now. This cannot be undone.`;
    case 0:
      return `${wish}? No message would be deleted now.`;
    default:
      return `${wish}? ${messages(count)} would be deleted from this computer. This cannot be undone.`;
  }
}

function buttonOf(count: Exclude<PendingRetention['count'], 'counting'>, wish: string): string {
  if (count === 'unknown') return 'Delete older messages';
  return count === 0 ? wish : `Delete ${messages(count)}`;
}
