import * as v from 'valibot';
import type { Result } from '../model/failure.ts';

declare const type: unique symbol;

/** Stands for a type where values stand; at run time it holds nothing. */
export interface Typed<T> {
  readonly [type]?: T;
}

/** Names the type of an answer or of an event's payload. */
export const typed = <T>(): Typed<T> => ({});

/** One call of the popup: what its request must look like, and what answers it. */
export interface Call<Schema extends v.GenericSchema = v.GenericSchema, Response = unknown> {
  readonly request: Schema;
  readonly response: Typed<Response>;
}

/** Declares a call. The type of its request is inferred from the schema. */
export function call<Schema extends v.GenericSchema, Response>(request: Schema, response: Typed<Response>): Call<Schema, Response> {
  return { request, response };
}

/** The calls a feature offers the popup, by channel. */
export type Contract = Readonly<Record<string, Call>>;

/** The types of a contract's requests and responses, by channel. */
export type CallsOf<C extends Contract> = {
  readonly [Channel in keyof C]: {
    readonly request: Readonly<v.InferOutput<C[Channel]['request']>>;
    readonly response: C[Channel] extends Call<v.GenericSchema, infer Response> ? Response : never;
  };
};

/** One handler per call of a contract; it answers in values. */
export type HandlersOf<C extends Contract> = {
  readonly [Channel in keyof C]: (
    request: CallsOf<C>[Channel]['request'],
  ) => Result<CallsOf<C>[Channel]['response']> | Promise<Result<CallsOf<C>[Channel]['response']>>;
};

// The sizes are far above what the form lets through: they bound what a broken page can make main hold, not what a person types.

/** A text of at most this many characters. */
export const text = (maxCharacters: number) => v.pipe(v.string(), v.maxLength(maxCharacters));

/** The text of a message: longer than a draft may hold, so that its handler refuses or cuts it in words. */
export const writtenText = text(10_000_000);

/** A recipient as it is typed. */
export const typedRecipient = text(10_000);

/** An id, or a number of things. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** ms since 1970, which may be negative. */
export const time = v.pipe(v.number(), v.finite());

/** Several ids. */
export const ids = v.pipe(v.array(count), v.maxLength(10_000), v.readonly());

/** The request of a call that needs none. */
export const nothing = v.undefined();

/** Names the history a request is about, as the state of the account does; main refuses one that is not in use any more. */
export const historyId = v.optional(text(100));
