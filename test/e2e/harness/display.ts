import { firstLine, type Service, startService } from './processes.ts';

/** An X server of our own with a window manager. */
export interface Display {
  /** For the variable DISPLAY. */
  readonly name: string;
  stop(): Promise<void>;
}

/** Starts Xvfb on whatever display number is free, and openbox, without which no window gets or gives back the focus. */
export async function startDisplay(): Promise<Display> {
  const server = startService(['Xvfb', '-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = `:${await firstLine(server.child, 3)}`;
  const manager: Service = startService(['openbox', '--sm-disable'], { env: { ...process.env, DISPLAY: name }, stdio: 'ignore' });
  return {
    name,
    stop: async () => {
      await manager.stop();
      await server.stop();
    },
  };
}
