import type { Notification, NotificationConstructorOptions } from 'electron';
import { plainText, shorten } from '../words/foreign-text.ts';
import type { NotificationWords } from '../words/notifications.ts';

/** Characters (UTF-16 units) of a title or a body that are shown at most. */
const LONGEST = 200;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A notification to be shown: its words as a person wrote them, and whether it makes no sound. */
interface NotificationToShow extends NotificationWords {
  readonly silent?: boolean;
}

/** Creates a native notification. */
export type CreateNotification = (notification: NotificationToShow) => Pick<Notification, 'show' | 'close' | 'on'>;

/**
 * Returns the one way to a notification: what a desktop is given is plain, and title and body are cut to 200 characters. Desktops of Linux
 * read the body, but not the title, as markup (Desktop Notifications Specification), so there the body is escaped, after it is cut.
 */
export function notificationCreator(
  platform: NodeJS.Platform,
  create: (options: NotificationConstructorOptions) => ReturnType<CreateNotification>,
): CreateNotification {
  return ({ title, body, silent }) => {
    const shownBody = shorten(plainText(body), LONGEST);
    return create({
      silent: silent ?? false,
      title: shorten(plainText(title), LONGEST),
      body: platform === 'linux' ? escapeMarkup(shownBody) : shownBody,
    });
  };
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
