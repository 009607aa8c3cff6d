import type electronLog from 'electron-log/main';

const NUMBER = /\+?\d(?:[\s().-]{0,3}\d){5,}/g;
const ADDRESS = /[^\s@"'<>]+@[^\s@"'<>]+/g;

/** Values a log line may carry: codes, counts, ids and states; never a secret, a phone number or a text. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes what happened, with fields, into the app's log file. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, error: unknown): void;
}

/** The log of this app: a rotating file of 1 MB in the user-data folder, each line passed through the redactor. */
export function createLog(writer: typeof electronLog, file: string): Log {
  writer.transports.file.resolvePathFn = () => file;
  writer.transports.file.maxSize = 1024 * 1024;
  writer.transports.console.level = false;
  writer.transports.ipc.level = false;
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
    info: (event, fields) => writer.info(line(event, fields)),
    warn: (event, fields) => writer.warn(line(event, fields)),
    error: (event, error) => writer.error(`${redact(event)}: ${errorTrace(error)}`),
  };
}

/** Takes what may be a phone number or a user name out of a log line. */
export function redact(text: string): string {
  return text.replace(ADDRESS, '[name]').replace(NUMBER, '[number]');
}

/** What of an error may be logged: its name, code and stack frames, never its message, which can quote a text or a secret. */
export function errorTrace(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...frames].join('\n');
}
