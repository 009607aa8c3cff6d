import type { Dialog } from 'electron';
import type { Log } from './log.ts';
import { crashWords } from './words/dialogs.ts';

/**
 * Logs every uncaught error and tells the person about the first one. The app keeps running: a tray app that silently disappears would
 * leave queued messages unsent without anyone noticing.
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
  const { title, message, detail } = crashWords(logFile);
  let told = false;
  const report = (event: 'uncaught exception' | 'unhandled rejection') => (error: unknown) => {
    log.error(event, error);
    if (told) return;
    told = true;
    dialog.showMessageBox({ type: 'error', title, message, detail }).catch((failed: unknown) => log.error('crash dialog', failed));
  };
  process.on('uncaughtException', report('uncaught exception'));
  process.on('unhandledRejection', report('unhandled rejection'));
}
