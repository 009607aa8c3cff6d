const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

function dateOf(at: number): Date | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A time as short as it can be understood: only the clock for today, else the day. Both in ms since 1970. */
export function shortTime(at: number, now: number): string {
  const date = dateOf(at);
  const today = new Date(now);
  if (date === undefined) return 'unknown date';
  if (date.toDateString() === today.toDateString()) return clock.format(date);
  return (date.getFullYear() === today.getFullYear() ? dayOfYear : day).format(date);
}

/** A stretch of ms in words, as whole minutes, hours or days. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [count, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 48 * 60 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The whole date and time; `at` in ms since 1970. */
export function fullTime(at: number): string {
  const date = dateOf(at);
  return date === undefined ? 'unknown date' : full.format(date);
}

/** The machine-readable form for `<time>`; undefined for what no calendar holds. `at` in ms since 1970. */
export function isoTime(at: number): string | undefined {
  return dateOf(at)?.toISOString();
}
