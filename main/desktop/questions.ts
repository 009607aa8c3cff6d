import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import type { Messages } from '../messages/messages.ts';

type Holds = Pick<Messages, 'pauseHolds' | 'resumeHolds'>;

/** What asking questions needs. */
interface QuestionsParts {
  readonly showMessageBox: (options: MessageBoxOptions) => Promise<MessageBoxReturnValue>;
  /** The messages in use; none of them may be sent while a question is open. */
  readonly messages: () => Holds | undefined;
}

/** Asks questions in native dialogs. Several may be open at once; undo times stand still until the last one is answered. */
export function createQuestions({ showMessageBox, messages }: QuestionsParts) {
  let open = 0;
  // Kept, because another login may be in use by the time of the answer.
  let paused: Holds | undefined;

  return {
    /** Resolves to the index of the button that was pressed. */
    async ask(options: MessageBoxOptions): Promise<number> {
      open += 1;
      if (open === 1) {
        paused = messages();
        paused?.pauseHolds();
      }
      try {
        return (await showMessageBox(options)).response;
      } finally {
        open -= 1;
        if (open === 0) paused?.resumeHolds();
      }
    },
  };
}

export type Questions = ReturnType<typeof createQuestions>;
