import { sameAddress } from '../../model/address.ts';
import { fold } from '../../model/fold.ts';
import { createRowCodec, insertRow, readableOf, storable, unlessDamaged, updateRow } from './codec.ts';
import type { Database, Row, Value } from './database.ts';
import { number, optionalText, text } from './fields.ts';
import { findLine } from './line-rows.ts';
import { recipientTable } from './tables.ts';

/** Somebody who was written to, or who wrote. */
export interface RecentRecipient {
  readonly address: string;
  readonly name?: string;
  readonly endpointId?: string;
  readonly lineName?: string;
  /** ms since 1970. */
  readonly lastAt: number;
}

/** One time somebody was written to, or wrote. */
export interface RecipientUse {
  readonly address: string;
  readonly name?: string;
  readonly endpointId?: string;
  readonly lineName?: string;
  /** ms since 1970. */
  readonly at: number;
  /** 1 for a message sent from here, less for one that was only seen. */
  readonly weight: number;
}

const recipientRow = createRowCodec(recipientTable, {
  address: text('address'),
  name: optionalText('name'),
  endpointId: optionalText('endpoint_id'),
  lineName: optionalText('line_name'),
  lastAt: number('last_at'),
  score: number('score'),
});

/** Rows read beyond those asked for, to take the place of damaged ones. */
const spareRows = 8;

/** A use counts half as much after this many ms. */
const halfLifeMs = 14 * 86_400_000;

/**
 * Who the person writes to, often and lately: each use counts, and half as much after 14 days. The score is the logarithm of that sum as of a fixed
 * moment, so it never has to be updated as time passes. Nobody is read from a damaged row, since a changed digit would be another person. All calls
 * throw what SQLite throws.
 */
export function createRecipients(database: Database) {
  const query = `SELECT ${recipientRow.columns} FROM recipient r LEFT JOIN line l ON l.id = r.line`;

  function select(where: string, ...values: readonly Value[]): readonly RecentRecipient[] {
    const rows = database.prepare(`${query} WHERE ${where}`).all(...values);
    return readableOf(database, rows, (row: Row) => recipientRow.decode(database, row)).map(recent);
  }

  /** The row of an address. A damaged one is deleted: this use begins another. */
  function readOrDelete(key: string): ReturnType<typeof recipientRow.decode> | undefined {
    const row = database.prepare(`${query} WHERE r.address = ?`).get(key);
    const found = row && unlessDamaged(database, () => recipientRow.decode(database, row));
    if (row !== undefined && found === undefined) {
      database.prepare('DELETE FROM recipient WHERE address = ?').run(key);
      database.damagedRows.forget(recipientTable.name, key);
    }
    return found;
  }

  return {
    /** Counts a use, and keeps the name and line of the latest one. */
    recordUse({ address, name, endpointId, lineName, at, weight }: RecipientUse): void {
      if (address === '') return;
      const key = storable(address);
      const before = readOrDelete(key);
      const isLast = before === undefined || at >= before.lastAt;
      const newName = name ? storable(name) : undefined;
      const shownName = (isLast ? newName : before.name) ?? before?.name ?? newName;
      const lineBefore = before && findLine(database, before.endpointId, before.lineName);
      const line = (isLast ? findLine(database, endpointId, lineName) : lineBefore) ?? lineBefore;
      const use = at / halfLifeMs + Math.log2(weight);
      const values = {
        name: shownName,
        ...line,
        last_at: Math.max(at, before?.lastAt ?? at),
        score: before ? addLogs(before.score, use) : use,
        folded: `${fold(shownName ?? '')}\n${fold(key)}`,
      };
      if (before) updateRow(database, recipientTable, key, values);
      else insertRow(database, recipientTable, { address: key, ...values });
    },

    /** The address under which somebody is known already, if the service writes it in another way this time. */
    knownAddress(address: string): string | undefined {
      const digits = address.replace(/\D/g, '');
      if (address.startsWith('+') || digits.length < 7) return undefined;
      return select("substr(r.address, -7) = ? AND r.address LIKE '+%'", digits.slice(-7)).find((each) =>
        sameAddress(each.address, address),
      )?.address;
    },

    /** What is known of an address, however it is written. */
    find(address: string): RecentRecipient | undefined {
      const found = select('r.address = ? OR substr(r.address, -7) = ?', storable(address), address.slice(-7));
      return found.find((each) => each.address === address) ?? found.find((each) => sameAddress(each.address, address));
    },

    /** The best `limit` recipients whose name contains what was typed, or whose number contains its digits. */
    suggest(typed: string, limit: number): readonly RecentRecipient[] {
      const folded = fold(typed.trim());
      const digits = /^[\d\s()+./-]+$/.test(folded) ? folded.replace(/\D/g, '').replace(/^0+(?=\d)/, '') : '';
      const matches = `? = '' OR instr(r.folded, ?) > 0 OR (? <> '' AND instr(r.address, ?) > 0)`;
      return select(`${matches} ORDER BY r.score DESC LIMIT ?`, folded, folded, digits, digits, limit + spareRows).slice(0, limit);
    },
  };
}

const recent = ({ address, name, endpointId, lineName, lastAt }: ReturnType<typeof recipientRow.decode>): RecentRecipient => ({
  address,
  name,
  endpointId,
  lineName,
  lastAt,
});

export type Recipients = ReturnType<typeof createRecipients>;

/** The logarithm of the sum of two numbers that are given by their logarithms. */
const addLogs = (a: number, b: number): number => Math.max(a, b) + Math.log2(1 + 2 ** -Math.abs(a - b));
