import path from 'node:path';
import type electronLog from 'electron-log/node';

/** Everything the log can tell of. */
const EVENTS = [
  'connection',
  'crash dialog',
  'damaged row',
  'ending the session',
  'hotkey',
  'ipc',
  'ipc bad request',
  'ipc refused',
  'last account not stored',
  'message',
  'message not stored',
  'popup page did not load',
  'popup page gone',
  'popup page hangs',
  'popup shows another page',
  'pull',
  'pull ended: this login may not list messages',
  'queue no longer paused',
  'queue paused',
  'quit',
  'reconnect',
  'retention',
  'settings damaged',
  'signed out',
  'signing out',
  'tray',
  'uncaught exception',
  'unhandled rejection',
] as const;
type LogEvent = (typeof EVENTS)[number];

/**
 * What a log line may hold: codes, states and names of a closed list, yes or no, counts, and the id of a message. Never a secret, a phone
 * number, a name or a text.
 */
type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes events with their fields to the log file. What does not look like a code of ours is left out. */
export interface Log {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  /** Writes the error's name, code and stack, not its message, which may quote a text or a secret. */
  error(event: LogEvent, error: unknown, fields?: LogFields): void;
}

/** Creates the app's log: a rotating file of at most 1 MB. */
export function createLog(writer: typeof electronLog, file: string): Log {
  writer.transports.file.resolvePathFn = () => file;
  writer.transports.file.maxSize = 1024 * 1024;
  writer.transports.console.level = false;
  return {
    info: (event, fields) => writer.info(logLine(event, fields)),
    warn: (event, fields) => writer.warn(logLine(event, fields)),
    error: (event, error, fields) => writer.error(`${logLine(event, fields)}: ${errorTrace(error)}`),
  };
}

/** Stands in the log for what it must not hold. */
const LEFT_OUT = '[left out]';

/** Names and codes as we, Node and Electron write them: `clean-exit`, `compose:send`, `ERR_FAILED`, `messageGone`. */
const CODE = /^(?:[a-z]+(?:[A-Z][a-z]+)*(?:[-:][a-z]+)*|[A-Z]+[A-Z0-9]*(?:_[A-Z0-9]+)*)$/;
const LONGEST_CODE = 60;

/** Some digits are part of a code (`ERR_HTTP2_ERROR`), as many as this are part of a phone number. */
const MANY_DIGITS = /\d{4}/;

const isCode = (text: string): boolean => text.length <= LONGEST_CODE && CODE.test(text) && !MANY_DIGITS.test(text);

const isEvent = (text: string): boolean => EVENTS.some((event) => event === text);

/** A number above this could be a phone number that was taken for a count. An exit code of Windows is negative. */
const MOST = 999_999;
const LEAST = -(2 ** 31);

/** One event and its fields as a line. */
export function logLine(event: LogEvent, fields: LogFields = {}): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const shown = given.map(([name, value]) => (isCode(name) ? `${name}=${fieldText(name, value)}` : LEFT_OUT));
  return [isEvent(event) ? event : LEFT_OUT, ...shown].join(' ');
}

/** Only the number of a field `id` may be long: it is that of a row, and a phone number is nowhere a number. */
function fieldText(name: string, value: LogFields[string]): string {
  if (typeof value === 'boolean') return String(value);
  if (Number.isSafeInteger(value)) return name === 'id' || (Number(value) <= MOST && Number(value) >= LEAST) ? String(value) : LEFT_OUT;
  return typeof value === 'string' && isCode(value) ? value : LEFT_OUT;
}

/** `    at name (place:line:column)`, the name being optional. */
const FRAME = /^ {4}at (?:(.+) \()?(.+):(\d+):(\d+)\)?$/;

/** A file of ours or of Node's. */
const SOURCE = /^(?:node:[a-z_/]+|[A-Za-z_.-]+\.(?:c|m)?[jt]s)$/;

/** Names of functions and methods, as they stand in a stack. */
const FUNCTION = /^(?:async |new )*[A-Za-z_$][\w$.<>]*(?: \[as [A-Za-z_$][\w$]*\])?$/;

/** The parts of an error that may be logged: name, code, and where it was thrown, without the folders, which name the user. */
export function errorTrace(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' && isCode(error.code) ? ` ${error.code}` : '';
  const name = /^[A-Z][A-Za-z]+$/.test(String(error.name)) ? error.name : 'Error';
  return [`${name}${code}`, ...framesOf(error)].join('\n');
}

/** The stack begins with the message, which may look like a frame of its own. */
function framesOf(error: Error): readonly string[] {
  const stack = String(error.stack);
  const message = stack.indexOf(error.message);
  if (message < 0) return [];
  return stack
    .slice(message + error.message.length)
    .split('\n')
    .flatMap(frameText);
}

function frameText(line: string): readonly string[] {
  const [, name = '', place = '', row = '', column = ''] = FRAME.exec(line) ?? [];
  const source = place.startsWith('node:') ? place : path.basename(place.replaceAll('\\', '/'));
  if (!SOURCE.test(source)) return [];
  const position = `${source}:${row}:${column}`;
  return [`    at ${FUNCTION.test(name) && !MANY_DIGITS.test(name) ? `${name} (${position})` : position}`];
}
