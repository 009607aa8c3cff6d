import type { App } from 'electron';
import type { Questions } from './desktop/questions.ts';
import type { Log } from './log.ts';
import type { Messages } from './messages/messages.ts';
import { heldAtQuitWords } from './words/dialogs.ts';

/** What quitting in order needs. */
interface QuitParts {
  readonly app: Pick<App, 'on' | 'quit'>;
  readonly questions: Pick<Questions, 'ask'>;
  /** The messages in use, if they are kept on disk. */
  readonly messages: () => Pick<Messages, 'held' | 'settleHeldForQuit'> | undefined;
  /** Asks whether messages that exist only in memory may be lost; false means the person does not want to quit. */
  readonly confirmLoss: () => Promise<boolean>;
  /** Closes everything, the history last. */
  readonly close: () => Promise<void>;
  readonly log: Log;
}

const CHOICES = ['send-now', 'keep-as-draft', 'stay'] as const;

/** Asks what to do with messages that can still be undone; `stay` means the person does not want to quit. */
async function askAboutHeld(questions: QuitParts['questions'], count: number): Promise<(typeof CHOICES)[number]> {
  const { title, message, detail, buttons } = heldAtQuitWords(count);
  const response = await questions.ask({
    type: 'question',
    title,
    message,
    detail,
    buttons: [...buttons],
    defaultId: 1,
    cancelId: 2,
    noLink: true,
  });
  return CHOICES[response] ?? 'stay';
}

/**
 * Handles every way to quit the app: asks about messages that would be lost or can still be undone, closes everything, then quits. The
 * person can cancel, and can try again later.
 */
export function quitInOrder(parts: QuitParts): void {
  let stage: 'running' | 'closing' | 'closed' = 'running';

  async function end(): Promise<void> {
    if (!(await parts.confirmLoss())) {
      stage = 'running';
      return;
    }
    const messages = parts.messages();
    const held = messages?.held();
    if (messages && held?.ok && held.value.length > 0) {
      const choice = await askAboutHeld(parts.questions, held.value.length);
      if (choice === 'stay') {
        stage = 'running';
        return;
      }
      await messages.settleHeldForQuit(choice);
    }
    await parts.close();
    stage = 'closed';
    parts.app.quit();
  }

  parts.app.on('before-quit', (event) => {
    if (stage === 'closed') return;
    event.preventDefault();
    if (stage === 'closing') return;
    stage = 'closing';
    end().catch((error: unknown) => {
      parts.log.error('quit', error);
      stage = 'closed';
      parts.app.quit();
    });
  });
}
