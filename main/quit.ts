import type { App } from 'electron';
import type { Questions } from './desktop/questions.ts';
import type { Log } from './log.ts';
import type { Messages } from './messages/messages.ts';

/** What an orderly end needs. */
export interface QuitParts {
  readonly app: Pick<App, 'on' | 'quit'>;
  readonly questions: Pick<Questions, 'ask'>;
  /** The messages in use, if they stay on the disk. */
  readonly messages: () => Pick<Messages, 'held' | 'settleHeldForQuit'> | undefined;
  /** Asks about what would be lost for good; false: the person would rather not quit. */
  readonly confirmLoss: () => Promise<boolean>;
  /** Closes everything that is open, the history last. */
  readonly close: () => Promise<void>;
  readonly log: Log;
}

const CHOICES = ['send-now', 'keep-as-draft', 'stay'] as const;

/** Asks what to do with messages that are still held for undo; answers `stay` when the person would rather not quit. */
async function askAboutHeld(questions: QuitParts['questions'], count: number): Promise<(typeof CHOICES)[number]> {
  const what = count === 1 ? 'A message is' : `${count} messages are`;
  const response = await questions.ask({
    type: 'question',
    title: 'Evo Quick Send',
    message: `${what} still waiting for the undo time to pass`,
    detail: 'Nothing leaves before you answer, nor after the app has quit.',
    buttons: ['Send now', count === 1 ? 'Keep as draft' : 'Keep as drafts', 'Do not quit'],
    defaultId: 1,
    cancelId: 2,
    noLink: true,
  });
  return CHOICES[response] ?? 'stay';
}

/** Makes every way to quit an orderly one: held messages are asked about, then all is closed, then the app ends (issue 4, item 1). */
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
