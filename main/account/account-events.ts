import type { EventEmitter } from 'node:events';
import type { EvoVoiceClient } from '../evo-voice/api.ts';
import type { MessagesChange } from '../messages/messages.ts';
import type { ServiceFailure } from '../model/failure.ts';
import type { WorkProgress } from '../model/work-progress.ts';

/** The events of an account, with their arguments. */
interface EventMap {
  /** The state of the account changed. */
  change: [];
  /** Messages changed in the history with this id. */
  messages: [change: MessagesChange, historyId: string];
  /** Progress of fetching messages from the service into the history in use. */
  pull: [progress: WorkProgress];
  /** The service did not answer this client's look for messages, or says that nobody is signed in. */
  'pull-failed': [failure: ServiceFailure, client: EvoVoiceClient];
  /** The list of drafts in the history in use changed. */
  drafts: [];
  /** The service ended this client's session, and signing in again with its password failed. */
  'session-lost': [client: EvoVoiceClient];
}

/** Through which the parts of an account tell each other, and everyone else, what happened. */
export type AccountEvents = EventEmitter<EventMap>;

/** A listener for one of the events. */
export type AccountListener<Name extends keyof EventMap> = (...event: EventMap[Name]) => void;
