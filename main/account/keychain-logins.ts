import { type Server, serversAt } from '../evo-voice/server.ts';
import type { Messages } from '../messages/messages.ts';
import type { KeychainLogin } from '../model/app-state.ts';
import { ok, type Result } from '../model/failure.ts';
import type { Vault } from './vault.ts';

/** Under which a history of a login keeps the base URL of its server. */
const serverNote = 'server';

/** The logins whose passwords are in the keychain, by name. Errors: `keychain-*`. */
export async function keychainLogins(vault: Pick<Vault, 'accounts'>): Promise<Result<readonly KeychainLogin[]>> {
  const names = await vault.accounts();
  return names.ok ? ok([...new Set(names.value)].sort().flatMap(loginOf)) : names;
}

const hostOf = (name: string): string => name.slice(name.lastIndexOf('@') + 1);

/** The login of a keychain entry `userName@host`. A user name may hold an @, a host never does. */
function loginOf(name: string): readonly KeychainLogin[] {
  const at = name.lastIndexOf('@');
  const login = { name, userName: name.slice(0, at), host: hostOf(name) };
  return at > 0 && serversAt(login.host).length > 0 ? [login] : [];
}

/** Keeps in a login's history which server it is, where its host does not tell. */
export function noteServer(messages: Pick<Messages, 'writeValue'>, { baseUrl, host }: Server): void {
  // If that fails, the server is not known some day, and the person is asked then.
  if (serversAt(host).length > 1) messages.writeValue(serverNote, baseUrl);
}

/**
 * The server that the password of a keychain entry `userName@host` is for; undefined if nothing tells. A host on loopback can stand for `https:` and for `http:`; then the
 * login's history tells which, or the port, at which only one of them can listen.
 */
export function serverOf(name: string, messages: Pick<Messages, 'readValue'>): Server | undefined {
  const host = hostOf(name);
  const servers = serversAt(host);
  if (servers.length <= 1) return servers[0];
  const noted = messages.readValue(serverNote);
  const known = noted.ok ? servers.find(({ baseUrl }) => baseUrl === noted.value) : undefined;
  return known ?? servers.find(({ baseUrl }) => baseUrl === `http://${host}` && new URL(baseUrl).port !== '');
}
