import electronLog from 'electron-log/main';
import { errorTrace, redact } from './redact.ts';

/** Values a log line may carry: codes, counts, ids and states; never a secret, a phone number or a text. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes what happened, with fields, into the app's log file. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, error: unknown): void;
}

/** The log of this app: a rotating file of 1 MB in the user-data folder, each line passed through the redactor. */
export function createLog(file: string): Log {
  electronLog.transports.file.resolvePathFn = () => file;
  electronLog.transports.file.maxSize = 1024 * 1024;
  electronLog.transports.console.level = false;
  electronLog.transports.ipc.level = false;
  const line = (event: string, fields: LogFields = {}) =>
    redact(
      [
        event,
        ...Object.entries(fields)
          .filter(([, value]) => value !== undefined)
          .map(([key, value]) => `${key}=${value}`),
      ].join(' '),
    );
  return {
    info: (event, fields) => electronLog.info(line(event, fields)),
    warn: (event, fields) => electronLog.warn(line(event, fields)),
    error: (event, error) => electronLog.error(`${redact(event)}: ${errorTrace(error)}`),
  };
}
