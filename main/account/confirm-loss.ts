import type { MessageBoxOptions } from 'electron';
import type { Messages } from '../messages/messages.ts';
import { quitLossWords, signOutLossWords } from '../words/dialogs.ts';
import { unsentIn } from './login-histories.ts';

/** Asks the person in a native dialog; resolves to the index of the button that was pressed. */
export type Ask = (question: MessageBoxOptions) => Promise<number>;

/** Asks whether to sign out although that many unsent messages would be lost; true means yes. */
export async function confirmSignOut(count: number, ask: Ask): Promise<boolean> {
  const { title, message, detail, buttons } = signOutLossWords(count);
  const answer = await ask({
    type: 'warning',
    title,
    message,
    detail,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return answer === 1;
}

/** Messages that exist only in memory: those in use, and those set aside when a session ended by itself. */
interface InMemory {
  readonly current: Pick<Messages, 'unsent' | 'held' | 'settleHeldForQuit'> | undefined;
  readonly aside: readonly Pick<Messages, 'unsent'>[];
}

/**
 * Asks whether to quit although unsent messages would be lost. Messages that can still be undone may be sent first; the question is asked
 * again if some of them did not leave. True means that nothing would be lost, or that it may be.
 */
export async function confirmQuit(inMemory: () => InMemory, ask: Ask): Promise<boolean> {
  for (;;) {
    const { current, aside } = inMemory();
    const count = [...(current ? [current] : []), ...aside].reduce((sum, messages) => sum + unsentIn(messages), 0);
    if (count === 0) return true;
    const held = current?.held();
    const canSend = held?.ok === true && held.value.length > 0;
    const { title, message, detail, buttons } = quitLossWords(count);
    const answer = await ask({
      type: 'warning',
      title,
      message,
      detail,
      buttons: canSend ? [...buttons] : buttons.slice(0, 2),
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (answer !== 2) return answer === 1;
    await current?.settleHeldForQuit('send-now');
  }
}
