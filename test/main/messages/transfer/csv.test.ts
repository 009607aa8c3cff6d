import { type Options, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, createCsvReader, csvRecords } from '../../../../main/messages/transfer/csv.ts';
import { badLineReasons } from '../../../../main/words/work.ts';

/** Reads a text that comes in pieces of a given length. */
function read(text: string, pieces = text.length || 1): CsvRecord[] {
  const reader = createCsvReader();
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += pieces) records.push(...reader.feed(text.slice(at, at + pieces)));
  return [...records, ...reader.end()];
}

/** What a spreadsheet passes over before it looks at a cell, or takes for the start of a formula, and what is special to CSV. */
const trickyCharacters = [
  ...'\'=+-@＝＋－＠﹦﹢﹣﹫−",\r\n\t \v\f\0\u0085\u00a0\u00ad\u200b\u200d\u200e\u202e\u2060\u2028\u3000\ufe0f\ufeffa',
];
const tricky = fc.array(fc.constantFrom(...trickyCharacters), { maxLength: 6 }).map((characters) => characters.join(''));
const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), tricky);
const records = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
const pieceLength = fc.integer({ min: 1, max: 12 });

/**
 * What a spreadsheet makes of a cell at the worst: it leaves out blanks and everything that cannot be seen, takes other forms of a sign for the
 * plain one, and then looks at the first character.
 */
const isRun = (text: string): boolean =>
  /^[=+\-@−]/.test(text.replace(/^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/u, '').normalize('NFKC')) ||
  /^[\t\r\n]/.test(text);

/** What was read, or the reasons why not. */
const cellsOf = (text: string, pieces?: number) => read(text, pieces).map((record) => ('cells' in record ? record.cells : record.reason));

describe('CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+15556667777', "'+15556667777"],
    ['-5', "'-5"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ["'=x", "''=x"],
    ['＝1+1', "'＝1+1"],
    ['－5', "'－5"],
    ['\nx', '"\'\nx"'],
    ['\n=1', '"\'\n=1"'],
    [' =1', "' =1"],
    ['\u00a0 @x', "'\u00a0 @x"],
    ['\ufeff=1', "'\ufeff=1"],
    ['\u200b\u2060＋1', "'\u200b\u2060＋1"],
    ['\u00ad-1', "'\u00ad-1"],
    ['\0=1', "'\0=1"],
    ['﹦1+1', "'﹦1+1"],
    ['−5', "'−5"],
    ["' =x", "'' =x"],
    [' hello', ' hello'],
    ['\u200bhello', '\u200bhello'],
    ["it's", "it's"],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
  ])('writes %j as %j', (text, written) => {
    expect(csvRecords([[text, 'x']])).toBe(`${written},x\r\n`);
  });

  it('reads back what it wrote, whatever it is and in whatever pieces it comes', () => {
    fc.assert(
      fc.property(records, pieceLength, (rows, pieces) => {
        expect(cellsOf(csvRecords(rows), pieces)).toEqual(rows);
      }),
    );
  });

  it('writes what another program reads, and no cell that it would run', () => {
    const options: Options = { relax_column_count: true, record_delimiter: '\r\n' };
    fc.assert(
      fc.property(records, (rows) => {
        const got = parse(csvRecords(rows), options);
        expect(got.flat().filter(isRun)).toEqual([]);
        expect(got.map((row, y) => row.map((text, x) => (text === `'${rows[y]?.[x]}` ? text.slice(1) : text)))).toEqual(rows);
      }),
    );
  });

  it('reads what another program wrote, in its way of quoting and ending lines', () => {
    const unguarded = cell.filter((text) => !text.startsWith("'"));
    const foreign = fc.array(fc.array(unguarded, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(foreign, pieceLength, fc.boolean(), fc.constantFrom('\r\n', '\n', '\r'), (rows, pieces, quoted, lineEnd) => {
        const written = stringify(rows, { quoted, quoted_empty: quoted, record_delimiter: lineEnd, quote_record_delimiter: true });
        expect(cellsOf(written, pieces)).toEqual(rows);
      }),
    );
  });

  it('reads line ends of every system, a last line without one, and passes over empty lines', () => {
    const lines = read('a,b\nc,d\r\n\r\ne,"f\r\ng"\rh,i').map((record) => ('cells' in record ? [record.line, ...record.cells] : record));
    expect(lines).toEqual([
      [1, 'a', 'b'],
      [2, 'c', 'd'],
      [4, 'e', 'f\r\ng'],
      [6, 'h', 'i'],
    ]);
  });

  it.each([
    ['a quote in a cell', 'a,b"c\n1,2\n'],
    ['something after a closing quote', 'a,"b"c\n1,2\n'],
    ['a quote that closes in a later record', 'a,"b\n1,"2"\n'],
  ])('gives up one line for %s', (_, text) => {
    const records = read(text, 3);
    expect(records[0]).toMatchObject({ line: 1, reason: expect.any(String) });
    expect(records.at(-1)).toMatchObject({ line: 2 });
  });

  it('gives up a quote that never closes, and reads what comes after', () => {
    expect(read('a,"b\n1,2\n3,4\n', 5)).toEqual([
      { line: 1, reason: badLineReasons.quotationMark },
      { line: 2, cells: ['1', '2'] },
      { line: 3, cells: ['3', '4'] },
    ]);
  });
});
