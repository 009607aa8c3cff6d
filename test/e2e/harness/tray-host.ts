import { startBusHost } from './bus-host.ts';
import type { Service } from './processes.ts';

/** A panel with a tray, as far as an app can tell, and the hand that clicks in it. */
export interface TrayHost extends Service {
  /** The tooltip and the labels of the menu; null as long as no item has come. */
  look(): Promise<{ readonly item: string | null; readonly menu?: readonly string[] }>;
  /** A left click on the icon. */
  activate(): Promise<void>;
  /** Chooses the first menu entry that begins with these words; false when there is none. */
  choose(label: string): Promise<boolean>;
}

/** Starts a tray host on the session bus of `env`. It must be there before the app: Electron looks once. */
export async function startTrayHost(env: NodeJS.ProcessEnv): Promise<TrayHost> {
  const { ask, ...service } = await startBusHost('tray-host.py', env);
  return {
    ...service,
    look: async () => (await ask('item')) as Awaited<ReturnType<TrayHost['look']>>,
    activate: async () => void (await ask('activate')),
    choose: async (label) => ((await ask(`click ${label}`)) as { readonly clicked?: boolean }).clicked === true,
  };
}
