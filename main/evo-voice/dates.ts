/** A date that was read. */
interface ReadDate {
  /** ms since 1970, UTC. */
  readonly ms: number;
  /** The text named no zone, so UTC was assumed. */
  readonly zoneAssumed: boolean;
}

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?: ?(Z|[+-]\d\d:?\d\d))?)?$/i;
const wcf = /^\\?\/Date\((-?\d{1,16})([+-]\d{4})?\)\\?\/$/;
const unix = /^-?\d{9,16}$/;

/** .NET's `DateTime.MinValue`, which stands for "no date". */
const noDate = Date.parse('0001-01-01T00:00:00Z');

/** The latest date JavaScript can hold. */
const lastDate = 8.64e15;

/** The largest offset of any time zone: a minimum that is written with a zone is still the minimum. */
const widestOffsetMs = 14 * 3_600_000;

/**
 * Reads a date in any form the service might use, since none is documented: ISO 8601 with up to nine fraction digits, with an offset, with a
 * space for the T, without a zone (UTC is assumed), a date alone, WCF's `/Date(…)/`, Unix seconds or milliseconds. Digits below the
 * millisecond are dropped. Undefined for anything else, and for .NET's minimum, which means "no date".
 */
export function readDate(text: string): ReadDate | undefined {
  const read = readIso(text.trim()) ?? readWcf(text.trim()) ?? readUnix(text.trim());
  return read === undefined || read.ms <= noDate + widestOffsetMs || read.ms > lastDate ? undefined : read;
}

function readIso(text: string): ReadDate | undefined {
  const found = iso.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => Number(found[group] ?? 0)) as Six;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return undefined;
  date.setUTCHours(hour, minute, second, Number((found[7] ?? '').padEnd(3, '0').slice(0, 3)));
  return { ms: date.getTime() - offsetMs(found[8]), zoneAssumed: found[8] === undefined };
}

type Six = [number, number, number, number, number, number];

/** An ISO offset (`Z`, `+01:00`, `-0700`) in ms; 0 when there is none. */
function offsetMs(zone: string | undefined): number {
  const found = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '');
  if (found === null) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000;
}

/** The number is always UTC; the offset only names the original zone, and `-0000` says that there was none. */
function readWcf(text: string): ReadDate | undefined {
  const found = wcf.exec(text);
  return found === null ? undefined : { ms: Number(found[1]), zoneAssumed: found[2] === '-0000' };
}

/** Up to eleven digits are seconds (until the year 5138), more are milliseconds. */
function readUnix(text: string): ReadDate | undefined {
  if (!unix.test(text)) return undefined;
  const number = Number(text);
  return { ms: Math.abs(number) < 1e11 ? number * 1000 : number, zoneAssumed: false };
}
