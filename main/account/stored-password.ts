import type { Credentials } from '../evo-voice/client.ts';
import type { Server } from '../evo-voice/server.ts';
import type { Vault } from './vault.ts';

/** The keychain account that holds a login's password: `userName@host`. */
export const passwordAccount = (userName: string, server: Server) => `${userName}@${server.host}`;

/** Reads a login's credentials from the keychain each time they are asked for, so that the password is never held. */
export function keychainCredentials(vault: Pick<Vault, 'get'>, userName: string, server: Server): () => Promise<Credentials | undefined> {
  return async () => {
    const password = await vault.get(passwordAccount(userName, server));
    return password.ok && password.value ? { userName, password: password.value } : undefined;
  };
}
