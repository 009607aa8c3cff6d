import { vi } from 'vitest';

/** A notification that was made, and the click on it. */
interface MadeNotification {
  readonly title?: string;
  readonly body?: string;
  readonly close: ReturnType<typeof vi.fn>;
  click: () => void;
}

/** Makes notifications that nobody sees; `made` has them all, in their order. */
export function fakeNotifications() {
  const made: MadeNotification[] = [];
  return {
    made,
    create({ title, body }: Electron.NotificationConstructorOptions): Electron.Notification {
      const one: MadeNotification = { title, body, close: vi.fn(), click: () => {} };
      made.push(one);
      const notification = {
        show: () => {},
        close: one.close,
        on: (_event: string, listener: () => void) => {
          one.click = listener;
          return notification;
        },
      };
      return notification as unknown as Electron.Notification;
    },
  };
}
