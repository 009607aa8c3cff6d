import type { AppState } from '../../main/model/app-state.ts';
import { hasMod, isComposing } from '../ui/keys.ts';
import type { ListRow } from './rows.ts';

/** What a key on a row asks of the list. */
export type ListCommand = 'down' | 'up' | 'pick-down' | 'pick-up' | 'unpick' | 'newest' | 'oldest' | 'reply' | 'delete' | 'expand' | 'copy';

const commands: Readonly<Record<string, ListCommand>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  Home: 'newest',
  End: 'oldest',
  Enter: 'reply',
  Delete: 'delete',
  Escape: 'unpick',
  ' ': 'expand',
};

const withShift: Readonly<Record<string, ListCommand>> = { ArrowDown: 'pick-down', ArrowUp: 'pick-up' };

function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !isComposing(event);
}

/** What a key press on a row asks for; undefined for a key that means nothing there. */
export function commandOf(event: KeyboardEvent, platform: AppState['platform']): ListCommand | undefined {
  if (event.key.toLowerCase() === 'c' && hasMod(event, platform)) return 'copy';
  if (!isPlain(event)) return undefined;
  return (event.shiftKey ? withShift[event.key] : undefined) ?? commands[event.key];
}

/** Whether a key press on a row is the first letter of a search. */
export function startsSearch(event: KeyboardEvent): boolean {
  return isPlain(event) && [...event.key].length === 1;
}

/** The place the selection goes to when its row is gone: that of the row that followed, else of the last one. */
export function neighbour(rows: readonly ListRow[], place: number): number {
  return Math.min(Math.max(place, 0), rows.length - 1);
}
