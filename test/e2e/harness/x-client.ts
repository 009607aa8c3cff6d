import { startBusHost } from './bus-host.ts';
import type { Service } from './processes.ts';

/** Another program on a desktop, with a window, which can also change the screen. */
export interface XClient extends Service {
  /** Takes the focus for its window. */
  takeFocus(): Promise<void>;
  /** Gives the screen another size, in pixels, as a monitor that is unplugged does. It cannot grow above the one it began with. */
  resizeScreen(width: number, height: number): Promise<void>;
}

/** Starts the other program on the X server and the session bus of `env`. */
export async function startXClient(env: NodeJS.ProcessEnv): Promise<XClient> {
  const { ask, ...service } = await startBusHost('x-client.py', env);
  return {
    ...service,
    takeFocus: async () => void (await ask('focus')),
    resizeScreen: async (width, height) => void (await ask(`resize ${width} ${height}`)),
  };
}
