import { itemOf } from './message-items.ts';
import type { Message } from './messages/message.ts';
import type { Messages } from './messages/messages.ts';
import type { TrayMessage, TrayState } from './tray-menu.ts';

/** Rows looked at for the menu, which shows five and counts the rest. */
const MOST_FAILURES = 50;

/** What of the messages the tray shows: those that can be undone, and those that need the person. */
export async function trayMessages(messages: Pick<Messages, 'held' | 'page'> | undefined): Promise<Pick<TrayState, 'held' | 'failures'>> {
  const held = messages?.held();
  const failures = await messages?.page({ search: '', states: ['failed', 'unknown', 'review'], withoutHidden: true, limit: MOST_FAILURES });
  return {
    held: held?.ok ? held.value.map(trayMessage).reverse() : [],
    failures: failures?.ok ? failures.value.items.map(trayMessage) : [],
  };
}

function trayMessage(message: Message): TrayMessage {
  const item = itemOf(message);
  return { id: item.id, recipient: item.name ?? item.addressText };
}
