import type { OpenRequest } from '../../main/compose/contract.ts';
import type { Caller } from '../bridge.ts';
import type { Generation } from '../generation.ts';
import type { RecipientActions } from '../people/recipient-actions.ts';
import type { DraftSaver } from './draft-saver.ts';
import type { LineActions } from './line-actions.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import type { OpenDraft } from './open-draft.ts';
import type { PrefillGuard } from './prefill-guard.ts';
import { restoreDraft } from './restore-draft.ts';
import { type ComposeState, setError } from './state.ts';

/** Reading what the composer shows. */
export interface ComposeLoader {
  /** Reads the draft, the lines, the sessions and the list of drafts of a history that came into use. */
  readonly load: () => Promise<void>;
  /** Reads all of that when it could not be read before, else what may have changed since the popup was shown last. */
  readonly refresh: () => void;
  readonly loadDrafts: () => Promise<void>;
  /** Shows what was asked for from outside the popup, once the draft main has is there. */
  readonly openFromOutside: (request: OpenRequest) => Promise<void>;
  /** Forgets that anything was read: another account comes into use. */
  readonly reset: () => void;
}

/** Makes the loader. */
export function createComposeLoader({
  compose,
  call,
  history,
  oneAtATime,
  saver,
  guard,
  recipient,
  line,
  openDraft,
}: {
  readonly compose: ComposeState;
  readonly call: Caller;
  readonly history: Generation;
  readonly oneAtATime: OneAtATime;
  readonly saver: DraftSaver;
  readonly guard: Pick<PrefillGuard, 'block' | 'switched' | 'startTimer'>;
  readonly recipient: Pick<RecipientActions, 'understandShown'>;
  readonly line: Pick<LineActions, 'loadLines' | 'loadSessions' | 'refresh'>;
  readonly openDraft: OpenDraft;
}): ComposeLoader {
  let draftIs: 'not-read' | 'being-read' | 'read' = 'not-read';
  /** What was asked for before the draft was read. */
  let waiting: readonly OpenRequest[] = [];

  const loadDrafts = async (): Promise<void> => {
    const isSameHistory = history.check();
    const result = await call('compose:drafts');
    if (isSameHistory() && result.ok) compose.drafts.value = result.value;
  };

  const openAndWait = async (request: OpenRequest): Promise<void> => {
    // Who starts the app with a recipient writes to that recipient next. A draft that the tray or a notification brings may come later than expected.
    await openDraft(request, request.kind === 'draft' ? { onSwitch: guard.switched } : {});
    guard.startTimer();
  };

  const loadDraft = (): Promise<boolean> =>
    oneAtATime(async () => {
      const isSameHistory = history.check();
      const result = await call('compose:draft');
      if (!isSameHistory()) return false;
      if (result.ok) await restoreDraft({ draft: result.value, compose, saver, recipient });
      else setError(compose, 'form', result.error);
      draftIs = result.ok ? 'read' : 'not-read';
      return result.ok;
    });

  const load = async (): Promise<void> => {
    draftIs = 'being-read';
    history.renew();
    // Another history may hold another draft under the same id.
    compose.draft.value = undefined;
    if (!(await loadDraft())) return;
    const requests = waiting;
    waiting = [];
    for (const request of requests) void openAndWait(request);
    await Promise.all([line.loadLines(), line.loadSessions(), loadDrafts()]);
  };

  return {
    load,
    refresh: () => {
      if (draftIs === 'not-read') void load();
      else line.refresh();
    },
    loadDrafts,
    openFromOutside: async (request) => {
      guard.block();
      if (draftIs === 'read') await openAndWait(request);
      else waiting = [...waiting, request];
    },
    reset: () => {
      draftIs = 'not-read';
      history.renew();
    },
  };
}
