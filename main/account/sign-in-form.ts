import { parseServer, type Server } from '../evo-voice/server.ts';
import type { Failure, Result } from '../model/failure.ts';
import { defaultServer, otherServer } from '../model/servers.ts';
import type { SignIn } from './contract.ts';

/** A complete sign-in form. */
export interface SignInRequest {
  readonly server: Server;
  readonly userName: string;
  readonly password: string;
  readonly keep: SignIn['keep'];
}

/** Forms whose passwords the person need not type again. */
export interface KeptForms {
  /** The service accepted it, but the keychain did not store its password. The password serves for "until quit". */
  readonly pending?: SignInRequest;
  /** The default server refused it. Its password serves for the other known server, if the person asks for that. */
  readonly refused?: SignInRequest;
}

/** Whether a server is the one that the form offers first. */
export function isDefaultServer({ baseUrl }: Server): boolean {
  return baseUrl === `https://${defaultServer}`;
}

/**
 * Checks the sign-in form; the first mistake is returned, with its field. A password that was left empty is taken from a kept form, and
 * only where that form's password may go.
 */
export function readSignIn(form: SignIn, kept: KeptForms): Result<SignInRequest> {
  const refuse = (code: Failure['code'], field: Failure['field'], detail?: string): Result<never> => ({
    ok: false,
    error: { code, field, ...(detail ? { detail } : {}) },
  });
  const server = parseServer(form.server);
  if (!server.ok) return refuse(server.error.code, 'server', server.error.detail);
  const userName = form.userName.trim();
  if (userName === '') return refuse('user-name-missing', 'userName');
  const password = form.password || (keptPassword({ form, server: server.value, userName }, kept) ?? '');
  if (password === '') return refuse('password-missing', 'password');
  return { ok: true, value: { server: server.value, userName, password, keep: form.keep } };
}

function keptPassword(
  { form, server: { baseUrl }, userName }: { readonly form: SignIn; readonly server: Server; readonly userName: string },
  { pending, refused }: KeptForms,
): string | undefined {
  const isPending = form.keep === 'until-quit' && pending?.userName === userName && pending.server.baseUrl === baseUrl;
  if (isPending) return pending.password;
  const isAgain = form.again === true && refused?.userName === userName && baseUrl === `https://${otherServer}`;
  return isAgain ? refused.password : undefined;
}
