import type { Dialog, MessageBoxOptions } from 'electron';

/** What asking a person needs. */
export interface QuestionsParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  /** The first question came up, and the last one was answered: meanwhile nothing may run out behind it. */
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** Asks by native dialogs. Several may be open at a time. */
export function createQuestions({ dialog, onOpen, onClose }: QuestionsParts) {
  let open = 0;

  return {
    /** Gives the index of the button that was pressed. */
    async ask(options: MessageBoxOptions): Promise<number> {
      open += 1;
      if (open === 1) onOpen();
      try {
        return (await dialog.showMessageBox(options)).response;
      } finally {
        open -= 1;
        if (open === 0) onClose();
      }
    },
  };
}

export type Questions = ReturnType<typeof createQuestions>;
