import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import type { Messages } from '../messages/messages.ts';

type Holds = Pick<Messages, 'pauseHolds' | 'resumeHolds'>;

/** What asking a person needs. */
export interface QuestionsParts {
  readonly showMessageBox: (options: MessageBoxOptions) => Promise<MessageBoxReturnValue>;
  /** The messages in use, of which nothing may leave behind an open question. */
  readonly messages: () => Holds | undefined;
}

/** Asks by native dialogs. Several may be open at a time; holds stand still from the first one until the last is answered. */
export function createQuestions({ showMessageBox, messages }: QuestionsParts) {
  let open = 0;
  // Another login may be in use by the time of the answer.
  let paused: Holds | undefined;

  return {
    /** Gives the index of the button that was pressed. */
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
