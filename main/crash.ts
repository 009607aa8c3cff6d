import type { Dialog } from 'electron';
import type { Log } from './log.ts';

/**
 * Logs every error nobody caught and tells the person once in a run; the app goes on, since a tray app that vanishes
 * would lose the queue's next step without a word.
 */
export function watchCrashes(parts: {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly log: Log;
  readonly logFile: string;
}): void {
  let told = false;
  const report = (event: string) => (error: unknown) => {
    parts.log.error(event, error);
    if (told) return;
    told = true;
    parts.dialog
      .showMessageBox({
        type: 'error',
        title: 'Evo Quick Send',
        message: 'Evo Quick Send hit a problem',
        detail: `It keeps running and your messages are safe on disk. If it behaves oddly, quit it from the tray and start it again. What happened is in ${parts.logFile}.`,
      })
      .catch((failed: unknown) => parts.log.error('crash dialog', failed));
  };
  process.on('uncaughtException', report('uncaught exception'));
  process.on('unhandledRejection', report('unhandled rejection'));
}
