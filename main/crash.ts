import type { Dialog } from 'electron';
import type { Log } from './log.ts';

/**
 * Logs every error nobody caught and tells the person once in a run; the app goes on, since a tray app that vanishes
 * would lose the queue's next step without a word.
 */
export function watchCrashes({
  process,
  dialog,
  log,
  logFile,
}: {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly log: Pick<Log, 'error'>;
  readonly logFile: string;
}): void {
  let told = false;
  const report = (event: string) => (error: unknown) => {
    log.error(event, error);
    if (told) return;
    told = true;
    dialog
      .showMessageBox({
        type: 'error',
        title: 'Evo Quick Send',
        message: 'Evo Quick Send hit a problem',
        detail: `It keeps running and your messages are safe on disk. If it behaves oddly, quit it from the tray and start it again. What happened is in ${logFile}.`,
      })
      .catch((failed: unknown) => log.error('crash dialog', failed));
  };
  process.on('uncaughtException', report('uncaught exception'));
  process.on('unhandledRejection', report('unhandled rejection'));
}
