import { accountContract } from '../account/contract.ts';
import { composeContract, draftsContract } from '../compose/contract.ts';
import { desktopContract, type PopupShown } from '../desktop/contract.ts';
import { type MessagesChanged, messagesContract } from '../messages/contract.ts';
import type { AppState } from '../model/app-state.ts';
import type { Result } from '../model/failure.ts';
import type { WorkProgress } from '../model/work-progress.ts';
import { peopleContract } from '../people/contract.ts';
import { settingsContract } from '../settings/contract.ts';
import { type CallsOf, type Typed, typed } from './call.ts';

/** Every call of the popup, by channel: the contracts of the features as one. */
export const contract = {
  ...accountContract,
  ...composeContract,
  ...desktopContract,
  ...draftsContract,
  ...messagesContract,
  ...peopleContract,
  ...settingsContract,
};

/** The types of all requests and responses, by channel. */
export type Calls = CallsOf<typeof contract>;

/** What main tells the popup. */
export const events = {
  'app:changed': typed<AppState>(),
  /** The popup was shown. */
  'popup:shown': typed<PopupShown>(),
  'popup:hidden': typed<null>(),
  'messages:changed': typed<MessagesChanged>(),
  /** Other drafts stand in the list now. */
  'drafts:changed': typed<null>(),
  'work:progress': typed<WorkProgress>(),
};

/** The payload of every event, by its name. */
export type Events = { readonly [E in keyof typeof events]: (typeof events)[E] extends Typed<infer Payload> ? Payload : never };

/** What the preload script puts on `window.quickSend`. */
export interface Bridge {
  call<C extends keyof Calls>(
    channel: C,
    ...request: Calls[C]['request'] extends undefined ? [] : [Calls[C]['request']]
  ): Promise<Result<Calls[C]['response']>>;
  /** Listens until the function it gives back is called. */
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void;
}
