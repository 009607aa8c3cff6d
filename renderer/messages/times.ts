const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

function dateOf(at: number): Date | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A time of `at` ms since 1970 as short as it stays clear at `now`: the clock today, else the day. */
export function shortTime(at: number, now: number): string {
  const date = dateOf(at);
  const today = new Date(now);
  if (date === undefined) return 'date unknown';
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

/** The whole date and time. */
export function fullTime(at: number): string {
  const date = dateOf(at);
  return date === undefined ? 'date unknown' : full.format(date);
}

/** The machine-readable form for `<time>`. */
export function isoTime(at: number): string | undefined {
  return dateOf(at)?.toISOString();
}
