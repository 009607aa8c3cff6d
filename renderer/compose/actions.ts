import { batch, type ReadonlySignal } from '@preact/signals';
import type { OpenRequest } from '../../main/compose/contract.ts';
import type { Events } from '../../main/ipc/contract.ts';
import type { AppState } from '../../main/model/app-state.ts';
import { fitDraft } from '../../main/model/draft.ts';
import type { MessageItem } from '../../main/model/message.ts';
import { draftWords } from '../../main/words/compose.ts';
import { sentWords } from '../../main/words/messages.ts';
import type { Caller } from '../bridge.ts';
import { createGeneration } from '../generation.ts';
import { createRecipientActions, type RecipientActions } from '../people/recipient-actions.ts';
import { createDraftSaver } from './draft-saver.ts';
import { createLineActions, type LineActions } from './line-actions.ts';
import { createComposeLoader } from './load.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { createOpenDraft } from './open-draft.ts';
import { createPrefillGuard } from './prefill-guard.ts';
import { createSend, type Send } from './send.ts';
import { showDraft } from './show-draft.ts';
import { type ComposeState, fieldToType, focusOn, setError } from './state.ts';

/** What a person does in the composer. */
export interface ComposeActions {
  readonly recipient: RecipientActions;
  readonly line: Pick<LineActions, 'chooseLine' | 'chooseSession' | 'loadNewLine'>;
  readonly send: Send;
  readonly write: (text: string, caret: number) => void;
  readonly moveCaret: (caret: number) => void;
  /** Shows another draft; the one that is shown stays as it is. */
  readonly open: (request: OpenRequest) => Promise<void>;
  /** Deletes a draft that is not shown. */
  readonly discard: (draftId: number) => Promise<void>;
  /** A key or the pointer was pressed at this `timeStamp`, or a key that is held down repeats. */
  readonly pressed: (pressedAt: number, isRepeated: boolean) => void;
  /** Empties the composer for another account. */
  readonly reset: () => void;
  /** Says what became of the message sent last. */
  readonly messagesChanged: (items: readonly MessageItem[]) => void;
  /** Reads the draft, lines, sessions and the list of drafts of a history that came into use. */
  readonly load: () => Promise<void>;
  /** Reads the list of drafts, which has changed. */
  readonly loadDrafts: () => Promise<void>;
  /** The popup was shown: shows what it was opened for and puts the focus where typing goes on, unless that is a message in the list. */
  readonly popupShown: (shown: Events['popup:shown']) => void;
  readonly popupHidden: () => void;
  /** Saves the draft now if it waits to be saved. */
  readonly flush: () => Promise<boolean>;
}

/** What the popup was opened for; undefined when for nothing of its own. */
function requestIn({ open, prefill = {} }: Events['popup:shown']): OpenRequest | undefined {
  if (open !== undefined) return { kind: 'draft', id: open };
  return Object.values(prefill).some((value) => value !== undefined) ? { kind: 'prefill', ...prefill } : undefined;
}

/** Makes the composer's actions. `nextFrame` resolves when the popup next draws, which a hidden one does not. */
export function createComposeActions({
  compose,
  app,
  call,
  hide,
  announce,
  onSent,
  nextFrame,
}: {
  readonly compose: ComposeState;
  readonly app: ReadonlySignal<AppState | undefined>;
  readonly call: Caller;
  /** Hides the popup. */
  readonly hide: () => Promise<void>;
  /** Says what happened. */
  readonly announce: (sentence: string) => void;
  /** Brings a sent message into the list. */
  readonly onSent: (item: MessageItem) => Promise<void>;
  readonly nextFrame: () => Promise<void>;
}): ComposeActions {
  let lastSent: number | undefined;

  const history = createGeneration();
  const oneAtATime = createOneAtATime();
  const guard = createPrefillGuard({ prefill: compose.prefill, isUnseen: compose.isUnseen, nextFrame, now: () => performance.now() });
  const saver = createDraftSaver({ compose, call, oneAtATime });
  const recipient = createRecipientActions({
    compose,
    call,
    draftChanged: saver.changed,
    showDraft: (id) => void openDraft({ kind: 'draft', id }, { unlessTyped: true }),
  });
  const openDraft = createOpenDraft({ compose, call, oneAtATime, saver, onShown: () => void recipient.understandShown() });
  const line = createLineActions({
    compose,
    app,
    call,
    history,
    draftChanged: saver.changed,
    showDraft: (id) => void openDraft({ kind: 'draft', id }),
  });
  const loader = createComposeLoader({ compose, call, history, oneAtATime, saver, guard, recipient, line, openDraft });
  const send = createSend({
    compose,
    call,
    history,
    oneAtATime,
    saver,
    guard,
    understandRecipient: recipient.understandForSend,
    onSent: async (item) => {
      lastSent = item.id;
      announce(sentWords(item, Date.now()));
      const isListed = onSent(item);
      await hide();
      await isListed;
    },
  });

  const write = (text: string, caret: number): void => {
    const taken = fitDraft(text, caret);
    batch(() => {
      compose.text.value = taken.text;
      compose.caret.value = taken.caret;
      setError(compose, 'text', taken.text === text ? undefined : { code: 'draft-too-long' });
    });
    saver.changed();
  };

  const discard = async (id: number): Promise<void> => {
    const result = await call('compose:discard-draft', { id });
    if (result.ok) announce(draftWords.deleted);
    else setError(compose, 'form', result.error);
    await loader.loadDrafts();
  };

  const reset = (): void => {
    loader.reset();
    saver.forget();
    guard.reset();
    batch(() => {
      showDraft(compose, { id: 0, revision: 0, to: '', text: '', caret: 0 });
      compose.draft.value = undefined;
      compose.drafts.value = [];
      compose.lines.value = [];
      compose.sessions.value = [];
    });
  };

  const popupShown = (shown: Events['popup:shown']): void => {
    const request = requestIn(shown);
    if (request !== undefined) void loader.openFromOutside(request);
    else {
      guard.startTimer();
      if (shown.message === undefined) focusOn(compose, fieldToType(compose));
    }
    if (app.peek()?.account.kind === 'signed-in') loader.refresh();
  };

  return {
    recipient,
    line,
    send,
    write,
    moveCaret: (caret) => {
      compose.caret.value = caret;
    },
    open: async (request) => {
      if (await openDraft(request)) guard.draftChosen();
    },
    discard,
    pressed: guard.pressed,
    reset,
    messagesChanged: (items) => {
      const item = items.find(({ id }) => id === lastSent);
      if (item !== undefined && item.state !== 'held') announce(sentWords(item, Date.now()));
    },
    load: loader.load,
    loadDrafts: loader.loadDrafts,
    popupShown,
    popupHidden: () => {
      guard.popupHidden();
      void saver.flush();
    },
    flush: saver.flush,
  };
}
