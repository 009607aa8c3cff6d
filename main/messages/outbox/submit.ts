import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DraftName } from '../../model/draft.ts';
import { fail, ok, type Result } from '../../model/failure.ts';
import type { Message, Submission } from '../../model/message.ts';
import type { Database } from '../store/database.ts';
import type { Drafts } from '../store/drafts.ts';
import type { KeyValues } from '../store/key-values.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Recipients } from '../store/recipients.ts';
import type { MessagesChange } from './apply-event.ts';

/** The key under which the line last sent from is kept. */
export const lastLineKey = 'last-line';

/** What submitting needs. */
export interface SubmitParts {
  readonly database: Database;
  readonly outbox: Pick<Outbox, 'submit'>;
  readonly drafts: Drafts;
  readonly recipients: Recipients;
  readonly keyValues: KeyValues;
  /** Names this run of the app. */
  readonly run: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly onChange: (change: MessagesChange) => void;
  /** Lets a message wait for its time, or be sent. */
  readonly wait: (message: Message) => void;
  /** Ends our own waits between tries. */
  readonly retryNow: () => void;
}

/** Makes the function behind `Messages.submit`: puts what a person sends on the disk, then starts its wait or its sending. */
export function createSubmit({ database, outbox, drafts, recipients, keyValues, run, clock, log, onChange, wait, retryNow }: SubmitParts) {
  function store(submission: Submission, draft: DraftName | undefined): Message | undefined {
    if (draft && !drafts.isCurrent(draft)) return undefined;
    const message = outbox.submit(submission, clock.now(), run);
    recipients.recordUse({ ...message, weight: 1 });
    const line = message.endpointId;
    if (line !== undefined && keyValues.read(lastLineKey) !== line) keyValues.write(lastLineKey, line);
    if (draft) drafts.removeSent(draft.id);
    return message;
  }

  return (submission: Submission, draft?: DraftName): Result<Message> => {
    const stored = database.attempt(() => database.transaction(() => store(submission, draft)));
    if (!stored.ok) return stored;
    const { value: message } = stored;
    if (message === undefined) return fail({ code: 'draft-changed' });
    log.info('message', { id: message.id, event: 'submitted', state: message.state });
    onChange({ items: [message], removed: [], reset: false });
    wait(message);
    retryNow();
    return ok(message);
  };
}
