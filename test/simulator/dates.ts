import type { Switches } from './switches.ts';

/**
 * Writes a time (ms since 1970) in one of the forms the service might use. `ticks`: the four digits below the millisecond, 0 to 9,999.
 */
export function writeDate(at: number, ticks: number, format: Switches['dateFormat']): string {
  const iso = new Date(at).toISOString();
  const seconds = iso.slice(0, 19);
  const seven = `${iso.slice(0, 23)}${String(ticks).padStart(4, '0')}`;
  switch (format) {
    case 'iso-7':
      return `${seven}Z`;
    case 'iso':
      return `${seconds}Z`;
    case 'iso-ms':
      return iso;
    case 'iso-offset':
      return `${seven}+00:00`;
    case 'iso-offset-west':
      return `${writeDate(at - 7 * 3_600_000, ticks, 'iso-no-zone')}-07:00`;
    case 'iso-offset-compact':
      return `${seven}+0000`;
    case 'iso-no-zone':
      return seven;
    case 'day':
      return iso.slice(0, 10);
    case 'wcf':
      return `/Date(${at})/`;
    case 'wcf-unspecified':
      return `/Date(${at}-0000)/`;
    case 'wcf-offset':
      return `/Date(${at}+0100)/`;
    case 'wcf-escaped':
      return `\\/Date(${at})\\/`;
    case 'blank':
      return seconds.replace('T', ' ');
    case 'unix-s':
      return String(Math.floor(at / 1000));
    case 'unix-ms':
      return String(at);
    case 'minimum':
      return '0001-01-01T00:00:00.0000000';
  }
}
