import { type MessageState, needsAttention } from '../../main/model/message.ts';
import type { ListActions } from './actions.ts';
import type { ListState } from './state.ts';

const shows: readonly { readonly label: string; readonly states?: readonly MessageState[]; readonly withoutHidden?: true }[] = [
  { label: 'All messages' },
  { label: 'Needs attention', states: needsAttention, withoutHidden: true },
  { label: 'Waiting', states: ['held', 'scheduled', 'queued', 'sending'] },
  { label: 'Accepted', states: ['accepted'] },
  { label: 'Received', states: ['received'] },
];

/** Days back, today included; undefined = any time. */
const times: readonly { readonly label: string; readonly days?: number }[] = [
  { label: 'Any time' },
  { label: 'Today', days: 1 },
  { label: 'Last 7 days', days: 7 },
  { label: 'Last 30 days', days: 30 },
  { label: 'Last year', days: 365 },
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
  const shown = shows.findIndex((one) => one.states?.join() === states?.join());
  const time = times.findIndex((one) => since(one.days) === from);

  return (
    <div class="filters">
      <select
        aria-label="Show"
        value={String(Math.max(0, shown))}
        onChange={({ currentTarget }) => {
          const one = shows[Number(currentTarget.value)];
          actions.narrow({ states: one?.states, withoutHidden: one?.withoutHidden, from });
        }}
      >
        {shows.map((one, index) => (
          <option key={one.label} value={String(index)}>
            {one.label}
          </option>
        ))}
      </select>
      <select
        aria-label="Since"
        value={String(Math.max(0, time))}
        onChange={({ currentTarget }) => actions.narrow({ states, withoutHidden, from: since(times[Number(currentTarget.value)]?.days) })}
      >
        {times.map((one, index) => (
          <option key={one.label} value={String(index)}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}
