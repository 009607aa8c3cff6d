import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * What the mark beside a history file says. `opening`: a start has not come to its end; `suspect`: a run met damage; `checking`, `checking-again`: one
 * start, or two in a row, that began with a full check have not come to their end.
 */
export type OpeningMark = (typeof marks)[number];

const marks = ['opening', 'suspect', 'checking', 'checking-again'] as const;

const pathOf = (file: string): string => `${file}.opening`;

/** The mark of a history file; undefined if the last start came to its end and nothing has been met since. One that cannot be read is `opening`. */
export function readMark(file: string): OpeningMark | undefined {
  try {
    const written = readFileSync(pathOf(file), 'utf8');
    return marks.find((mark) => mark === written) ?? 'opening';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'opening';
  }
}

/** Sets or removes the mark of a history file. Never throws: a folder that cannot be written to fails the opening itself. */
export function writeMark(file: string, mark: OpeningMark | undefined): void {
  try {
    if (mark === undefined) rmSync(pathOf(file), { force: true });
    else writeFileSync(pathOf(file), mark, { mode: 0o600 });
  } catch {
    // The disk is full or read-only; what was there before stays.
  }
}
