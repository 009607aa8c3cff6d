import * as v from 'valibot';
import { call, nothing, text, typed } from '../ipc/call.ts';
import type { AppState } from '../model/app-state.ts';

/** The sign-in form. The password crosses to main once and never back. */
const signIn = v.strictObject({
  server: text(2000),
  userName: text(500),
  password: text(2000),
  /** `until-quit`: the keychain is not used; credentials and history exist only in memory. */
  keep: v.picklist(['keychain', 'until-quit']),
  /** With an empty password: the person wants the name and password that the default server has just refused tried at the other known one. */
  again: v.optional(v.literal(true)),
});
export type SignIn = Readonly<v.InferOutput<typeof signIn>>;

/** The account's calls. Each answers with the new state of the app. */
export const accountContract = {
  'account:sign-in': call(signIn, typed<AppState>()),
  /** Signs in with the password that the keychain holds for one of the offered logins, which `name` names. */
  'account:sign-in-stored': call(v.strictObject({ name: text(3000) }), typed<AppState>()),
  'account:sign-out': call(nothing, typed<AppState>()),
  /** Tries the server again now. */
  'account:retry': call(nothing, typed<AppState>()),
};
