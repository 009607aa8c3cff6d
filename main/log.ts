import type electronLog from 'electron-log/main';

const NUMBER = /\+?\d(?:[\s().-]{0,3}\d){5,}/g;
const ADDRESS = /[^\s@"'<>]+@[^\s@"'<>]+/g;

/** What a log line may contain: codes, counts, ids and states; never a secret, a phone number or a message text. */
type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes events with their fields to the log file. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, error: unknown): void;
}

/** Creates the app's log: a rotating file of at most 1 MB. Every line goes through `redact`. */
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

/** Replaces everything in a log line that could be a phone number or a user name. */
export function redact(text: string): string {
  return text.replace(ADDRESS, '[name]').replace(NUMBER, '[number]');
}

/** The parts of an error that may be logged: name, code and stack frames. Not its message, which may quote a text or a secret. */
export function errorTrace(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...frames].join('\n');
}
