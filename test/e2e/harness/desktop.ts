import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Display, startDisplay } from './display.ts';
import { type Keyring, startKeyring } from './keyring.ts';
import { type NotificationHost, startNotificationHost } from './notification-host.ts';
import { type Outside, startOutside } from './outside.ts';
import { productionCopy } from './package.ts';
import { asAppUser, changesUser, firstLine, OTHER_USER, type Service, type Session, startService } from './processes.ts';
import { startTrayHost, type TrayHost } from './tray-host.ts';

/** A desktop session of its own: X server, session bus, keyring, perhaps a tray, in a home folder that is removed at the end. */
export interface Desktop extends Session {
  readonly home: string;
  /** Where a copy of the app goes that the app's user can read; removed at the end as well. */
  readonly appCopy: string;
  /** Undefined on a desktop without a tray. */
  readonly tray?: TrayHost;
  /** Undefined on a desktop that shows no notifications. */
  readonly notifications?: NotificationHost;
  /** The network beyond this machine. */
  readonly outside: Outside;
  /** Ends everything. Throws when a program of the session asked for a host beyond this machine. */
  stop(): Promise<void>;
}

/**
 * Without service folders nothing is started by its name on the bus, so that nothing but what a test starts can answer. A locked keyring
 * is the exception: it asks for the password in a window of its own, which is a service.
 */
const busConfig = (
  keyring: Keyring,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  ${keyring === 'locked' ? '<standard_session_servicedirs/>' : ''}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Starts a desktop session. It takes about a second. */
export async function startDesktop(
  options: { readonly keyring?: Keyring; readonly hasTray?: boolean; readonly hasNotifications?: boolean } = {},
): Promise<Desktop> {
  const { keyring = 'unlocked', hasTray = true, hasNotifications = false } = options;
  const home = makeHome();
  const appCopy = `${home}-app`;
  const display: Display = await startDisplay();
  const outside = await startOutside();
  const env: NodeJS.ProcessEnv = { ...sessionVariables(home, display.name), all_proxy: outside.url };
  const services: Service[] = [];
  let tray: TrayHost | undefined;
  let notifications: NotificationHost | undefined;
  try {
    const bus = await startBus(home, busConfig(keyring), env);
    services.push(bus.service);
    env.DBUS_SESSION_BUS_ADDRESS = bus.address;
    if (keyring !== 'none') services.push(await startKeyring(keyring, env));
    if (hasTray) {
      tray = await startTrayHost(env);
      services.push(tray);
    }
    if (hasNotifications) {
      notifications = await startNotificationHost(env);
      services.push(notifications);
    }
  } catch (error) {
    await stopAll();
    throw error;
  }
  async function stopAll(): Promise<void> {
    for (const service of services.reverse()) await service.stop();
    await display.stop();
    await outside.stop();
    for (const folder of [home, appCopy, productionCopy(appCopy)]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  const stop = async (): Promise<void> => {
    await stopAll();
    if (outside.contacts().length > 0) throw new Error(`Other hosts than the server were asked for: ${outside.contacts().join(', ')}`);
  };
  return { home, appCopy, env, tray, notifications, outside, stop };
}

/** A folder that belongs to the app's user. */
export function makeUserFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (changesUser) chownSync(folder, OTHER_USER, OTHER_USER);
  return folder;
}

function makeHome(): string {
  const home = makeUserFolder(mkdtempSync(path.join(tmpdir(), 'evo-quick-send-home-')));
  for (const name of ['.config', '.local', '.local/share', '.cache', 'run']) makeUserFolder(path.join(home, name));
  return home;
}

/** Only what a session needs: nothing of the person's own desktop may be reached from a test. */
function sessionVariables(home: string, display: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local', 'share'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_RUNTIME_DIR: path.join(home, 'run'),
    XDG_SESSION_TYPE: 'x11',
    DISPLAY: display,
    NO_AT_BRIDGE: '1',
  };
}

async function startBus(home: string, content: string, env: NodeJS.ProcessEnv): Promise<{ service: Service; address: string }> {
  const config = path.join(home, 'bus.conf');
  writeFileSync(config, content);
  const command = asAppUser('dbus-daemon', ['--nofork', '--nopidfile', `--config-file=${config}`, '--print-address=1']);
  const service = startService(command, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  return { service, address: await firstLine(service.child, 1) };
}
