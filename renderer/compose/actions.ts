import { batch, type ReadonlySignal } from '@preact/signals';
import type { OpenRequest } from '../../main/compose/contract.ts';
import type { Events } from '../../main/ipc/contract.ts';
import type { AppState } from '../../main/model/app-state.ts';
import { fitDraft } from '../../main/model/draft.ts';
import type { MessageItem } from '../../main/model/message.ts';
import { sentWords } from '../../main/words/messages.ts';
import type { Caller } from '../bridge.ts';
import { createRecipientActions, type RecipientActions } from '../people/recipient.ts';
import { createDraftSaver } from './drafts.ts';
import { createGuard } from './guard.ts';
import { createLane } from './lane.ts';
import { createLineActions, type LineActions } from './lines.ts';
import { createOpen } from './opening.ts';
import { paint } from './paint.ts';
import { createSend, type Send } from './send.ts';
import { type ComposeState, focusOn, placeToType, setError } from './state.ts';
import { takeOver } from './take-over.ts';

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
  /** A key or the pointer was pressed at this `timeStamp`. */
  readonly acted: (pressedAt: number) => void;
  /** Empties the composer for another account. */
  readonly forget: () => void;
  /** Says what became of the message sent last. */
  readonly follow: (items: readonly MessageItem[]) => void;
  /** Reads the draft, lines, sessions and the list of drafts: after sign-in. */
  readonly load: () => Promise<void>;
  /** Other drafts stand in the list now. */
  readonly loadDrafts: () => Promise<void>;
  /** The popup came up: shows what it was opened for and puts the focus where typing goes on, unless that is a message in the list. */
  readonly shown: (shown: Events['popup:shown']) => void;
  readonly hidden: () => void;
  /** Saves the draft now if it waits to be saved. */
  readonly flush: () => Promise<boolean>;
}

/** What the popup was opened for; undefined when for nothing of its own. */
function wantedBy({ open, prefill = {} }: Events['popup:shown']): OpenRequest | undefined {
  if (open !== undefined) return { kind: 'draft', id: open };
  return Object.values(prefill).some((value) => value !== undefined) ? { kind: 'prefill', ...prefill } : undefined;
}

/** Makes the composer's actions. `added` brings a sent message into the list; `hide` hides the popup; `nextFrame` comes when it draws. */
export function createComposeActions({
  compose,
  app,
  call,
  hide,
  announce,
  added,
  nextFrame,
}: {
  readonly compose: ComposeState;
  readonly app: ReadonlySignal<AppState | undefined>;
  readonly call: Caller;
  readonly hide: () => Promise<void>;
  /** Says what happened. */
  readonly announce: (sentence: string) => void;
  readonly added: (item: MessageItem) => Promise<void>;
  readonly nextFrame: () => Promise<void>;
}): ComposeActions {
  let reading = 0;

  /** Tells later whether the history is still the same: an answer about another one is ignored. */
  const mark = (): (() => boolean) => {
    const mine = reading;
    return () => mine === reading;
  };

  const lane = createLane();
  const guard = createGuard({ guard: compose.guard, nextFrame, now: () => performance.now() });
  const drafts = createDraftSaver({ compose, call, lane });
  const recipient = createRecipientActions({
    compose,
    call,
    changed: drafts.changed,
    bringBack: (id) => void open({ kind: 'draft', id }, { unlessWritten: true }),
  });
  const open = createOpen({ compose, call, lane, drafts, painted: () => void recipient.recognise() });
  const line = createLineActions({
    compose,
    app,
    call,
    mark,
    changed: drafts.changed,
    bringBack: (id) => void open({ kind: 'draft', id }),
  });

  let loaded: 'no' | 'under-way' | 'yes' = 'no';
  let early: readonly OpenRequest[] = [];
  let lastSent: number | undefined;

  const sent = async (item: MessageItem): Promise<void> => {
    lastSent = item.id;
    announce(sentWords(item, Date.now()));
    const shownThere = added(item);
    await hide();
    await shownThere;
  };

  const openFromOutside = async (request: OpenRequest): Promise<void> => {
    guard.raise();
    if (loaded !== 'yes') early = [...early, request];
    else {
      await open(request);
      guard.count();
    }
  };

  const loadDrafts = async (): Promise<void> => {
    const isStill = mark();
    const result = await call('compose:drafts');
    if (isStill() && result.ok) compose.drafts.value = result.value;
  };

  const loadDraft = (): Promise<boolean> =>
    lane(async () => {
      const isStill = mark();
      const result = await call('compose:draft');
      if (!isStill()) return false;
      if (result.ok) await takeOver({ compose, drafts, recipient }, result.value);
      else setError(compose, 'form', result.error);
      loaded = result.ok ? 'yes' : 'no';
      return result.ok;
    });

  const load = async (): Promise<void> => {
    loaded = 'under-way';
    reading += 1;
    // Another history may hold another draft under the same id.
    compose.draft.value = undefined;
    if (!(await loadDraft())) return;
    const waiting = early;
    early = [];
    for (const request of waiting) void open(request).then(guard.count);
    await Promise.all([line.loadLines(), line.loadSessions(), loadDrafts()]);
  };

  return {
    recipient,
    line,
    send: createSend({ compose, call, mark, lane, drafts, guard, settle: recipient.settle, sent }),
    write: (text, caret) => {
      const taken = fitDraft(text, caret);
      batch(() => {
        compose.text.value = taken.text;
        compose.caret.value = taken.caret;
        setError(compose, 'text', taken.text === text ? undefined : { code: 'draft-too-long' });
      });
      drafts.changed();
    },
    moveCaret: (caret) => {
      compose.caret.value = caret;
    },
    open: async (request) => {
      if (await open(request)) guard.leave();
    },
    discard: async (id) => {
      const result = await call('compose:discard-draft', { id });
      if (result.ok) announce('Draft deleted.');
      else setError(compose, 'form', result.error);
      await loadDrafts();
    },
    acted: guard.acted,
    forget: () => {
      loaded = 'no';
      reading += 1;
      drafts.drop();
      guard.drop();
      batch(() => {
        paint(compose, { id: 0, revision: 0, to: '', text: '', caret: 0 });
        compose.draft.value = undefined;
        compose.drafts.value = [];
        compose.lines.value = [];
        compose.sessions.value = [];
      });
    },
    follow: (items) => {
      const item = items.find(({ id }) => id === lastSent);
      if (item !== undefined && item.state !== 'held') announce(sentWords(item, Date.now()));
    },
    load,
    loadDrafts,
    shown: (what) => {
      const wanted = wantedBy(what);
      if (wanted !== undefined) void openFromOutside(wanted);
      else {
        guard.count();
        if (what.message === undefined) focusOn(compose, placeToType(compose));
      }
      if (app.peek()?.account.kind !== 'signed-in') return;
      if (loaded === 'no') void load();
      else line.refresh();
    },
    hidden: () => {
      guard.hidden();
      void drafts.flush();
    },
    flush: drafts.flush,
  };
}
