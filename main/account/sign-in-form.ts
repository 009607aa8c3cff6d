import { parseServer, type Server } from '../evo-voice/server.ts';
import type { Failure, Result } from '../model/failure.ts';
import type { SignIn } from './contract.ts';

/** A sign-in form that can be tried. */
export interface SignInRequest {
  readonly server: Server;
  readonly userName: string;
  readonly password: string;
  readonly keep: SignIn['keep'];
}

/**
 * Reads the sign-in form; the first mistake is the answer, at its field. `held` is the password of a login that the
 * service accepted but the keychain would not keep: it stands in when the person then asks for "until quit".
 */
export function readSignIn(form: SignIn, held: SignInRequest | undefined): Result<SignInRequest> {
  const refuse = (code: Failure['code'], field: Failure['field'], detail?: string): Result<never> => ({
    ok: false,
    error: { code, field, ...(detail ? { detail } : {}) },
  });
  const server = parseServer(form.server);
  if (!server.ok) return refuse(server.error.code, 'server', server.error.detail);
  const userName = form.userName.trim();
  if (userName === '') return refuse('user-name-missing', 'userName');
  const isHeld = form.keep === 'until-quit' && held?.userName === userName && held.server.baseUrl === server.value.baseUrl;
  const password = form.password === '' && isHeld ? held.password : form.password;
  if (password === '') return refuse('password-missing', 'password');
  return { ok: true, value: { server: server.value, userName, password, keep: form.keep } };
}
