import type { AppState } from '../../main/model/app-state.ts';
import type { MessageItem } from '../../main/model/message.ts';
import { hasMod, isComposing } from '../ui/keys.ts';

/** What a key asks of the list. */
export type ListWish = 'down' | 'up' | 'pick-down' | 'pick-up' | 'unpick' | 'newest' | 'oldest' | 'reply' | 'delete' | 'expand' | 'copy';

const wishes: Readonly<Record<string, ListWish>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  Home: 'newest',
  End: 'oldest',
  Enter: 'reply',
  Delete: 'delete',
  Escape: 'unpick',
  ' ': 'expand',
};

const picks: Readonly<Record<string, ListWish>> = { ArrowDown: 'pick-down', ArrowUp: 'pick-up' };

function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !isComposing(event);
}

/** What a key press on a row of the list asks for (issue 4 item 7). */
export function wishOf(event: KeyboardEvent, platform: AppState['platform']): ListWish | undefined {
  if (event.key.toLowerCase() === 'c' && hasMod(event, platform)) return 'copy';
  if (!isPlain(event)) return undefined;
  return (event.shiftKey ? picks[event.key] : undefined) ?? wishes[event.key];
}

/** Whether a key press on a row is the first letter of a search. */
export function startsSearch(event: KeyboardEvent): boolean {
  return isPlain(event) && [...event.key].length === 1;
}

/** Where the selection goes when its row has gone: to the row that took its place, else to the last one. */
export function neighbour(rows: readonly MessageItem[], place: number): number {
  return Math.min(Math.max(place, 0), rows.length - 1);
}
