import type { Answer } from '../answers.ts';
import type { Caller, Logins } from '../logins.ts';
import type { MembersShape } from '../shapes.ts';
import type { Store } from '../store.ts';
import type { Switches } from '../switches.ts';
import type { OperationName } from './names.ts';

export type Role = 'User' | 'Manager' | 'Customer' | 'SystemAdministrator';

/** What an operation may use. */
export interface Service {
  readonly userName: string;
  readonly switches: () => Switches;
  readonly store: Store;
  readonly logins: Logins;
  readonly roles: () => readonly Role[];
  /** Server time, ms since 1970. */
  readonly now: () => number;
}

/** A request's members after reading, by their declared names. */
export type Request = Readonly<Record<string, unknown>>;

/** One operation of the service: where it is, who may call it, what it takes and does. */
export interface Operation {
  readonly name: OperationName;
  readonly verbs: readonly string[];
  /** Paths with `{name}` for a member taken from the path. */
  readonly paths: readonly string[];
  /** `anyone`, any `login`, or a login with one of the roles. */
  readonly access: 'anyone' | 'login' | readonly Role[];
  readonly request: MembersShape;
  readonly run: (request: Request, service: Service, caller: Caller, verb: string) => Answer;
}

/** A text member, undefined when absent or null. */
export function text(request: Request, name: string): string | undefined {
  const value = request[name];
  return typeof value === 'string' ? value : undefined;
}

/** A list member without its nulls, undefined when absent. */
export function list(request: Request, name: string): readonly string[] | undefined {
  const value = request[name];
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : undefined;
}

/** Whether a value passes a list filter: an absent filter lets everything through. */
export function passes(filter: readonly string[] | undefined, value: string): boolean {
  return filter === undefined || filter.includes(value);
}
