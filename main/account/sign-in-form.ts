import { parseServer, type Server } from '../evo-voice/server.ts';
import type { Failure, Result } from '../model/failure.ts';
import type { SignIn } from './contract.ts';

/** A complete sign-in form. */
export interface SignInRequest {
  readonly server: Server;
  readonly userName: string;
  readonly password: string;
  readonly keep: SignIn['keep'];
}

/**
 * Checks the sign-in form; the first mistake is returned, with its field. `pendingForm` is a form that the service accepted but whose
 * password the keychain did not store: its password is used if the person then chooses "until quit" without typing it again.
 */
export function readSignIn(form: SignIn, pendingForm: SignInRequest | undefined): Result<SignInRequest> {
  const refuse = (code: Failure['code'], field: Failure['field'], detail?: string): Result<never> => ({
    ok: false,
    error: { code, field, ...(detail ? { detail } : {}) },
  });
  const server = parseServer(form.server);
  if (!server.ok) return refuse(server.error.code, 'server', server.error.detail);
  const userName = form.userName.trim();
  if (userName === '') return refuse('user-name-missing', 'userName');
  const isPending = form.keep === 'until-quit' && pendingForm?.userName === userName && pendingForm.server.baseUrl === server.value.baseUrl;
  const password = form.password === '' && isPending ? pendingForm.password : form.password;
  if (password === '') return refuse('password-missing', 'password');
  return { ok: true, value: { server: server.value, userName, password, keep: form.keep } };
}
