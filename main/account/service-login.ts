import type { Credentials, EvoVoiceClient } from '../evo-voice/api.ts';
import type { UserInfo } from '../evo-voice/dtos.ts';
import { fail, type Result, type ServiceFailure } from '../model/failure.ts';

/** Whether the service lets a login send messages: it requires the role `User`, and `Admin` passes every check. */
export const maySend = (user: UserInfo) => user.roles.includes('User') || user.roles.includes('Admin');

/**
 * Continues the session the client had, or signs in again if the service does not know it any more. Error `signed-out`: there is no
 * password.
 */
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
