import type { Credentials, EvoVoiceClient } from '../evo-voice/api.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import type { Server } from '../evo-voice/server.ts';
import type { Result, ServiceFailure } from '../model/failure.ts';
import type { Vault } from './vault.ts';

/** The keychain account of a login's password (design.md 8). */
export const passwordAccount = (userName: string, server: Server) => `${userName}@${server.host}`;

/** Whether a login has the role SendMessage asks for (evo-voice-api.md 0.2, item 2), or the one the server lets pass every check (2.1). */
export const maySend = (user: UserInfo) => user.roles.includes('User') || user.roles.includes('Admin');

/** Reads a login's credentials from the keychain each time they are asked for, so that the password is never held. */
export function keychainCredentials(vault: Pick<Vault, 'get'>, userName: string, server: Server): () => Promise<Credentials | undefined> {
  return async () => {
    const password = await vault.get(passwordAccount(userName, server));
    return password.ok && password.value ? { userName, password: password.value } : undefined;
  };
}

/** Gets a session back: the one it had, where the server still knows it, else a new login. `signed-out` when there is no credential. */
export async function signInAgain(
  client: EvoVoiceClient,
  credentialsOf: () => Promise<Credentials | undefined>,
  hadSession: boolean,
): Promise<Result<UserInfo, ServiceFailure>> {
  if (hadSession) {
    const status = await client.authStatus();
    if (status.ok || status.error.code !== 'signed-out') return status;
  }
  const credentials = await credentialsOf();
  return credentials ? client.signIn(credentials) : { ok: false, error: { code: 'signed-out' } };
}
