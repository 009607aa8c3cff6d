import { startBusHost } from './bus-host.ts';
import type { Service } from './processes.ts';

/** A notification as a person sees it. */
export interface ShownNotification {
  readonly title: string;
  readonly body: string;
}

/** The notifications of a desktop, and the hand that clicks on them. */
export interface NotificationHost extends Service {
  /** What is shown, oldest first. */
  look(): Promise<readonly ShownNotification[]>;
  /** Clicks on the first one whose title begins with these words; false when there is none. */
  click(title: string): Promise<boolean>;
}

/** Starts a notification daemon on the session bus of `env`. It must be there before the app shows its first notification. */
export async function startNotificationHost(env: NodeJS.ProcessEnv): Promise<NotificationHost> {
  const { ask, ...service } = await startBusHost('notification-host.py', env);
  return {
    ...service,
    look: async () => (await ask('look')) as readonly ShownNotification[],
    click: async (title) => ((await ask(`click ${title}`)) as { readonly clicked: boolean }).clicked,
  };
}
