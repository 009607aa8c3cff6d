import { itemOf } from '../messages/items.ts';
import type { Messages } from '../messages/messages.ts';
import { type Message, needsAttention } from '../model/message.ts';
import type { TrayMessage, TrayState } from './tray-menu.ts';

/** How many messages to look up: the menu shows five and counts the others. */
const MOST_FAILURES = 50;

/** The messages the tray shows: those that can be undone and those that need the person. Empty if no history is open. */
export async function trayMessages(
  messages: Pick<Messages, 'held' | 'page'> | undefined,
  historyId: string | undefined,
): Promise<Pick<TrayState, 'held' | 'failures'>> {
  if (messages === undefined || historyId === undefined) return { held: [], failures: [] };
  const trayMessage = (message: Message): TrayMessage => {
    const item = itemOf(message);
    return { id: item.id, historyId, recipient: item.name ?? item.addressText };
  };
  const held = messages.held();
  const failures = await messages.page({ search: '', states: needsAttention, withoutHidden: true, limit: MOST_FAILURES });
  return {
    held: held.ok ? held.value.map(trayMessage).reverse() : [],
    failures: failures.ok ? failures.value.items.map(trayMessage) : [],
  };
}
