import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * What the mark beside a history file says. `opening`: a start has not come to its end; `suspect`: a run met damage; `checking`: that many full checks in
 * a row have not come to their end.
 */
export type OpeningMark = { readonly kind: 'opening' | 'suspect' } | { readonly kind: 'checking'; readonly count: number };

const pathOf = (file: string): string => `${file}.opening`;

const wordOf = (mark: OpeningMark): string => (mark.kind === 'checking' ? `checking ${mark.count}` : mark.kind);

function markOf(word: string): OpeningMark {
  const count = /^checking ([1-9]\d{0,8})$/.exec(word)?.[1];
  if (count !== undefined) return { kind: 'checking', count: Number(count) };
  return { kind: word === 'suspect' ? 'suspect' : 'opening' };
}

/** The mark of a history file; undefined if the last start came to its end and nothing has been met since. One that cannot be read is `opening`. */
export function readMark(file: string): OpeningMark | undefined {
  try {
    return markOf(readFileSync(pathOf(file), 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : { kind: 'opening' };
  }
}

/** Sets or removes the mark of a history file. Never throws: a folder that cannot be written to fails the opening itself. */
export function writeMark(file: string, mark: OpeningMark | undefined): void {
  try {
    if (mark === undefined) rmSync(pathOf(file), { force: true });
    else writeFileSync(pathOf(file), wordOf(mark), { mode: 0o600 });
  } catch {
    // The disk is full or read-only; what was there before stays.
  }
}
