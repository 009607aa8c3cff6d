import type { MessageState } from '../../main/contract.ts';
import type { ListActions } from './actions.ts';
import type { ListState } from './state.ts';

const shows: readonly { readonly label: string; readonly states?: readonly MessageState[] }[] = [
  { label: 'All' },
  { label: 'Needs attention', states: ['failed', 'unknown', 'review'] },
  { label: 'Waiting', states: ['held', 'scheduled', 'queued', 'sending'] },
  { label: 'Accepted', states: ['accepted'] },
  { label: 'Received', states: ['received'] },
];

/** Narrows the list to some states. */
export function Filters({ list, actions }: { readonly list: ListState; readonly actions: ListActions }) {
  const { states, from } = list.query.value;
  const chosen = shows.findIndex((one) => one.states?.join() === states?.join());

  return (
    <select
      aria-label="Show"
      value={String(Math.max(0, chosen))}
      onChange={(event) => actions.narrow({ states: shows[Number(event.currentTarget.value)]?.states, from })}
    >
      {shows.map((one, index) => (
        <option key={one.label} value={String(index)}>
          {one.label}
        </option>
      ))}
    </select>
  );
}
