import { batch } from '@preact/signals';
import type { MessageItem, Prefill } from '../../main/contract.ts';
import type { Caller } from '../caller.ts';
import { sentWords } from '../messages/words.ts';
import type { State } from '../state.ts';
import { createDraftSaver } from './drafts.ts';
import { bringBack, fill, holdsWork, sameWork } from './fill.ts';
import { createRecipientActions, type RecipientActions } from './recipient.ts';
import { createSend, type Send } from './send.ts';
import { draftOf, emptyDraft, focusOn, setError } from './state.ts';

/** What a person does in the composer. */
export interface ComposeActions {
  readonly recipient: RecipientActions;
  readonly send: Send;
  readonly write: (text: string, caret: number) => void;
  readonly moveCaret: (caret: number) => void;
  readonly chooseLine: (endpointId: string) => void;
  readonly chooseSession: (sessionId: string) => void;
  readonly fill: (next: Prefill) => void;
  readonly bringBack: () => void;
  /** Empties the composer for another account. */
  readonly forget: () => void;
  /** Says what became of the message sent last. */
  readonly follow: (items: readonly MessageItem[]) => void;
  /** Reads lines, sessions and the stored draft: after sign-in. */
  readonly load: () => Promise<void>;
  /** The popup came up: takes the prefill over and puts the focus where typing goes on, unless it belongs `elsewhere`. */
  readonly shown: (prefill: Prefill | undefined, elsewhere: boolean) => void;
  /** Saves the draft now if it waits to be saved. */
  readonly flush: () => Promise<void>;
}

/** Makes the composer's actions. `added` brings a sent message into the list; `hide` hides the popup. */
export function createComposeActions({
  state,
  call,
  hide,
  added,
}: {
  readonly state: State;
  readonly call: Caller;
  readonly hide: () => Promise<void>;
  readonly added: (item: MessageItem) => Promise<void>;
}): ComposeActions {
  const { compose, status } = state;
  let loaded = false;
  let early: Prefill | undefined;
  /** Changes with the history: an answer to a question about the one before is ignored. */
  let reading = 0;
  const drafts = createDraftSaver({ compose, call });
  const recipient = createRecipientActions({ compose, call, changed: drafts.changed });

  let lastSent: number | undefined;

  const sent = async (item: MessageItem): Promise<void> => {
    lastSent = item.id;
    status.value = sentWords(item, Date.now());
    const shownThere = added(item);
    await hide();
    await shownThere;
  };

  const take = (next: Prefill): void => {
    if (!loaded) {
      early = { ...early, ...next };
      return;
    }
    fill(compose, next);
    drafts.changed();
    void recipient.understand('quiet');
  };

  const loadLines = async (): Promise<void> => {
    const mine = reading;
    const result = await call('compose:lines');
    if (mine !== reading) return;
    batch(() => {
      compose.lines.value = result.ok ? result.value : [];
      compose.linesFailure.value = result.ok ? undefined : result.error;
      compose.endpointId.value ||= compose.lines.value[0]?.endpointId;
    });
  };

  const loadSessions = async (): Promise<void> => {
    const mine = reading;
    const result = await call('compose:sessions');
    if (mine === reading && result.ok) compose.sessions.value = result.value;
  };

  /** The stored draft comes first: a prefill that came earlier, or what was typed meanwhile, must not wipe it from the disk. */
  const loadDraft = async (): Promise<void> => {
    const mine = reading;
    const result = await call('compose:draft');
    if (mine !== reading) return;
    if (!result.ok) setError(compose, 'form', result.error);
    else if (!holdsWork(result.value)) compose.endpointId.value ??= result.value.endpointId;
    else if (!holdsWork(draftOf(compose))) fill(compose, result.value);
    else if (!sameWork(result.value, draftOf(compose))) compose.aside.value = result.value;
    loaded = true;
    if (early !== undefined) fill(compose, early);
    early = undefined;
    await recipient.understand('quiet');
  };

  const choose = (target: { readonly endpointId?: string; readonly sessionId?: string }): void => {
    batch(() => {
      compose.sessionId.value = target.sessionId;
      if (target.endpointId !== undefined) compose.endpointId.value = target.endpointId;
      setError(compose, 'from', undefined);
    });
    drafts.changed();
  };

  return {
    recipient,
    send: createSend({ compose, call, drafts, sent }),
    write: (text, caret) => {
      batch(() => {
        compose.text.value = text;
        compose.caret.value = caret;
        setError(compose, 'text', undefined);
      });
      drafts.changed();
    },
    moveCaret: (caret) => {
      compose.caret.value = caret;
    },
    chooseLine: (endpointId) => choose({ endpointId }),
    chooseSession: (sessionId) => choose({ sessionId }),
    fill: take,
    bringBack: () => {
      bringBack(compose);
      drafts.changed();
      void recipient.understand('quiet');
    },
    forget: () => {
      drafts.drop();
      batch(() => {
        emptyDraft(compose);
        compose.errors.value = {};
        compose.aside.value = undefined;
        compose.endpointId.value = undefined;
        compose.lines.value = [];
        compose.sessions.value = [];
      });
    },
    follow: (items) => {
      const item = items.find(({ id }) => id === lastSent);
      if (item !== undefined && item.state !== 'held') status.value = sentWords(item, Date.now());
    },
    load: async () => {
      loaded = false;
      reading += 1;
      await loadDraft();
      await Promise.all([loadLines(), loadSessions()]);
    },
    shown: (prefill, elsewhere) => {
      if (Object.values(prefill ?? {}).some((value) => value !== undefined)) take(prefill ?? {});
      else if (!elsewhere) focusOn(compose, compose.to.value === '' && compose.sessionId.value === undefined ? 'to' : 'text');
      if (state.app.peek()?.account.kind !== 'signed-in') return;
      void loadSessions();
      if (compose.lines.peek().length === 0) void loadLines();
    },
    flush: drafts.flush,
  };
}
