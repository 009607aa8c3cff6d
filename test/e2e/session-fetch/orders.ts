import type { ConnectOptions } from '../../main/evo-voice/tested-client.ts';

/** What the test tells the process with the clients, one JSON line each; clients are named by their numbers. */
export type Order =
  | { readonly id: number; readonly kind: 'connect'; readonly client: number; readonly options: ConnectOptions }
  | { readonly id: number; readonly kind: 'call'; readonly client: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly id: number; readonly kind: 'expire'; readonly client: number }
  | { readonly id: number; readonly kind: 'login-events' };

/** What it answers, one JSON line each, in any order. `error` is a defect: the client itself answers in values. */
export interface Report {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}
