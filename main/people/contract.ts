import * as v from 'valibot';
import { call, typed, typedRecipient } from '../ipc/call.ts';

/** A recipient known from the history, for suggestions under To. */
export interface Suggestion {
  readonly number: string;
  readonly numberText: string;
  readonly name?: string;
  /** `endpointId` of the line last used with them. */
  readonly lastLine?: string;
}

/** What the people one writes to offer the popup. */
export const peopleContract = {
  'people:suggest': call(v.strictObject({ typed: typedRecipient }), typed<readonly Suggestion[]>()),
};
