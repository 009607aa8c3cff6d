import { asAppUser, runAsAppUser, type Service, startService } from './processes.ts';
import { waitUntil } from './wait.ts';

/**
 * What keeps secrets: `unlocked` is ready; `locked` has no password set yet and waits for one, so that calls never end; `none` is a
 * session bus that nobody serves secrets on (electron-platform.md 2.5).
 */
export type Keyring = 'unlocked' | 'locked' | 'none';

/** Starts a real gnome-keyring on the session bus of `env`, with an empty password where it is to be unlocked. */
export async function startKeyring(keyring: 'unlocked' | 'locked', env: NodeJS.ProcessEnv): Promise<Service> {
  const unlock = keyring === 'unlocked' ? ['--unlock'] : [];
  const command = asAppUser('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock]);
  const service = startService(command, { env, stdio: ['pipe', 'ignore', 'ignore'] });
  service.child.stdin?.end('\n');
  await nameIsOwned('org.freedesktop.secrets', env);
  return service;
}

/** Waits until somebody serves a name on the session bus. Throws after ten seconds. */
async function nameIsOwned(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const call = ['--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', `string:${name}`];
  await waitUntil(`${name} is on the session bus`, async () =>
    (await runAsAppUser('dbus-send', call, env)).stdout.includes('boolean true'),
  );
}

/** What the keyring holds for a service, as another program sees it: by `secret-tool`, with attributes and secrets. */
export async function searchKeyring(service: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout, stderr } = await runAsAppUser('secret-tool', ['search', '--all', 'service', service], env);
  return stdout + stderr;
}
