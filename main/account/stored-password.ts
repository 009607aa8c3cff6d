import type { Credentials } from '../evo-voice/api.ts';
import type { Server } from '../evo-voice/server.ts';
import type { Vault } from './vault.ts';

/** The name of the keychain entry that holds a login's password: `userName@host`. */
export const passwordAccount = (userName: string, server: Server) => `${userName}@${server.host}`;

/** Reads the credentials from the keychain every time they are needed, so that the password does not stay in memory. */
export function keychainCredentials(vault: Pick<Vault, 'get'>, userName: string, server: Server): () => Promise<Credentials | undefined> {
  return async () => {
    const password = await vault.get(passwordAccount(userName, server));
    return password.ok && password.value ? { userName, password: password.value } : undefined;
  };
}
