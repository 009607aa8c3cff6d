import { type MessageState, needsAttention } from '../../main/model/message.ts';
import { listWords, stateFilterWords, timeFilterWords } from '../../main/words/messages.ts';
import type { ListActions } from './actions.ts';
import type { ListState } from './state.ts';

interface StateFilter {
  readonly name: keyof typeof stateFilterWords;
  readonly states?: readonly MessageState[];
  readonly withoutHidden?: true;
}

const stateFilters: readonly StateFilter[] = [
  { name: 'all' },
  { name: 'needsAttention', states: needsAttention, withoutHidden: true },
  { name: 'waiting', states: ['held', 'scheduled', 'queued', 'sending'] },
  { name: 'accepted', states: ['accepted'] },
  { name: 'received', states: ['received'] },
];

/** Days back, today included; undefined: any time. */
const timeFilters: readonly { readonly name: keyof typeof timeFilterWords; readonly days?: number }[] = [
  { name: 'any' },
  { name: 'today', days: 1 },
  { name: 'week', days: 7 },
  { name: 'month', days: 30 },
  { name: 'year', days: 365 },
];

/** The first ms of the day so many days ago, by the clock of this computer. */
function since(days: number | undefined): number | undefined {
  if (days === undefined) return undefined;
  const start = new Date();
  start.setHours(0, 0, 0, 0);
  start.setDate(start.getDate() - days + 1);
  return start.getTime();
}

/** Narrows the list to some states and a stretch of time. */
export function Filters({ list, actions }: { readonly list: ListState; readonly actions: ListActions }) {
  const { states, withoutHidden, from } = list.query.value;
  const state = stateFilters.findIndex((one) => one.states?.join() === states?.join());
  const time = timeFilters.findIndex((one) => since(one.days) === from);

  return (
    <div class="filters">
      <Select
        label={listWords.states}
        options={stateFilters.map(({ name }) => stateFilterWords[name])}
        chosen={Math.max(0, state)}
        onChoose={(index) => {
          const one = stateFilters[index];
          actions.narrow({ states: one?.states, withoutHidden: one?.withoutHidden, from });
        }}
      />
      <Select
        label={listWords.since}
        options={timeFilters.map(({ name }) => timeFilterWords[name])}
        chosen={Math.max(0, time)}
        onChoose={(index) => actions.narrow({ states, withoutHidden, from: since(timeFilters[index]?.days) })}
      />
    </div>
  );
}

interface SelectProps {
  readonly label: string;
  readonly options: readonly string[];
  /** Which of them, from 0. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function Select({ label, options, chosen, onChoose }: SelectProps) {
  return (
    <select aria-label={label} value={String(chosen)} onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}>
      {options.map((option, index) => (
        <option key={option} value={String(index)}>
          {option}
        </option>
      ))}
    </select>
  );
}
