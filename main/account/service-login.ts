import type { Credentials, EvoVoiceClient } from '../evo-voice/client.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import { fail, type Result, type ServiceFailure } from '../model/failure.ts';

/** Whether the service lets a login send: it asks for the role `User`, and lets `Admin` pass every check. */
export const maySend = (user: UserInfo) => user.roles.includes('User') || user.roles.includes('Admin');

/** Gets a session back: the one it had, where the service still knows it, else a new login. `signed-out` when there is no credential. */
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
  return credentials ? client.signIn(credentials) : fail({ code: 'signed-out' });
}
