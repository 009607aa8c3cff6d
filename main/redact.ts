const NUMBER = /\+?\d(?:[\s().-]{0,3}\d){5,}/g;
const ADDRESS = /[^\s@"'<>]+@[^\s@"'<>]+/g;

/** Takes what may be a phone number or a user name out of a log line (design.md 1.3: the log never sees one). */
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
