import type { EventEmitter } from 'node:events';
import type { EvoVoiceClient } from '../evo-voice/client.ts';
import type { MessagesChange } from '../messages/messages.ts';
import type { WorkProgress } from '../model/work-progress.ts';

/** What an account tells of, with what each event carries. */
interface EventMap {
  /** The state of the account is another one. */
  change: [];
  /** Messages of the history with this id changed. */
  messages: [change: MessagesChange, historyId: string];
  /** How far the history in use has come in fetching messages from the service. */
  pull: [progress: WorkProgress];
  /** The list of drafts of the history in use changed. */
  drafts: [];
  /** The service does not know the session of this client any more, and its password did not help. */
  'session-lost': [client: EvoVoiceClient];
}

export type AccountEvents = EventEmitter<EventMap>;

/** A function that wants to hear of one kind of event. */
export type AccountListener<Name extends keyof EventMap> = (...event: EventMap[Name]) => void;
