import { pressKeys, typeText } from './keys.ts';
import { asAppUser, runAsAppUser, type Service, type Session, startService } from './processes.ts';
import { waitUntil } from './wait.ts';

/** What `secret-tool` has to be told when it stores an entry: keytar finds one without it by chance only. */
export const keytarSchema = ['xdg:schema', 'org.freedesktop.Secret.Generic'];

/**
 * What keeps secrets: `unlocked` is ready; `locked` has no password set yet and waits for one, so that calls never end; `none` is a
 * session bus that nobody serves secrets on.
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

/** Whether the keyring's own window asks for a password. */
async function isAsking(session: Session): Promise<boolean> {
  return (await runAsAppUser('xdotool', ['search', '--onlyvisible', '--class', 'gcr-prompter'], session.env)).code === 0;
}

/**
 * Answers the window of a locked keyring by real keys: `new` gives a keyring its first password, `known` is the password it has. Only what
 * waits for a secret makes that window appear. Ends when it has gone.
 */
export async function unlockKeyring(session: Session, password: string, which: 'new' | 'known' = 'new'): Promise<void> {
  await waitUntil('the keyring asks for its password', () => isAsking(session));
  await typeText(session, password);
  if (which === 'new') {
    await pressKeys(session, 'Tab');
    await typeText(session, password);
  }
  await pressKeys(session, 'Return');
  await waitUntil('the window of the keyring has gone', async () => !(await isAsking(session)));
}

/** Locks the keyring again, as a desktop does when its user goes away. */
export async function lockKeyring(session: Session): Promise<void> {
  const call = ['--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock'];
  const { code, stderr } = await runAsAppUser(
    'dbus-send',
    [...call, 'array:objpath:/org/freedesktop/secrets/aliases/default'],
    session.env,
  );
  if (code !== 0) throw new Error(`The keyring cannot be locked: ${stderr}`);
}
