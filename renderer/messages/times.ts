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

/** The whole date and time. */
export function fullTime(at: number): string {
  const date = dateOf(at);
  return date === undefined ? 'date unknown' : full.format(date);
}

/** The machine-readable form for `<time>`. */
export function isoTime(at: number): string | undefined {
  return dateOf(at)?.toISOString();
}
