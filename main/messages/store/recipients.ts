import { sameAddress } from '../../model/address.ts';
import { fold } from '../../model/fold.ts';
import { createRowCodec, insertRow, integer, number, optional, optionalText, storable, text, updateRow } from './codec.ts';
import type { Database } from './database.ts';
import { findLine } from './line-rows.ts';

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

const recentRow = createRowCodec('recipient', {
  address: text('r.address'),
  name: optionalText('r.name'),
  endpointId: optionalText('l.endpoint_id'),
  lineName: optionalText('l.name'),
  lastAt: number('r.last_at'),
});

const scoredRow = createRowCodec('recipient', {
  name: optionalText('name'),
  line: optional(integer('line')),
  lastAt: number('last_at'),
  score: number('score'),
});

const addressRow = createRowCodec('recipient', { address: text('address') });

/** A use counts half as much after this many ms. */
const halfLifeMs = 14 * 86_400_000;

/**
 * Who the person writes to, often and lately: each use counts, and half as much after 14 days. The score is the logarithm of that sum as of a fixed
 * moment, so it never has to be updated as time passes. All calls throw what SQLite throws, and `DamagedRow`.
 */
export function createRecipients(database: Database) {
  const select = `SELECT ${recentRow.columns} FROM recipient r LEFT JOIN line l ON l.id = r.line`;

  return {
    /** Counts a use, and keeps the name and line of the latest one. */
    recordUse({ address, name, endpointId, lineName, at, weight }: RecipientUse): void {
      if (address === '') return;
      const key = storable(address);
      const found = database.prepare(`SELECT ${scoredRow.columns} FROM recipient WHERE address = ?`).get(key);
      const before = found && scoredRow.decode(found);
      const isLast = before === undefined || at >= before.lastAt;
      const newName = name ? storable(name) : undefined;
      const shownName = (isLast ? newName : before.name) ?? before?.name ?? newName;
      const line = (isLast ? findLine(database, endpointId, lineName) : before.line) ?? before?.line;
      const use = at / halfLifeMs + Math.log2(weight);
      const values = {
        name: shownName,
        line,
        last_at: Math.max(at, before?.lastAt ?? at),
        score: before ? addLogs(before.score, use) : use,
        folded: `${fold(shownName ?? '')}\n${fold(key)}`,
      };
      if (before) updateRow(database, 'recipient', 'address', key, values);
      else insertRow(database, 'recipient', { address: key, ...values });
    },

    /** The address under which somebody is known already, if the service writes it in another way this time. */
    knownAddress(address: string): string | undefined {
      const digits = address.replace(/\D/g, '');
      if (address.startsWith('+') || digits.length < 7) return undefined;
      return database
        .prepare(`SELECT ${addressRow.columns} FROM recipient WHERE substr(address, -7) = ? AND address LIKE '+%'`)
        .all(digits.slice(-7))
        .map((row) => addressRow.decode(row).address)
        .find((each) => sameAddress(each, address));
    },

    /** What is known of an address, however it is written. */
    find(address: string): RecentRecipient | undefined {
      const found = database
        .prepare(`${select} WHERE r.address = ? OR substr(r.address, -7) = ?`)
        .all(storable(address), address.slice(-7))
        .map(recentRow.decode);
      return found.find((each) => each.address === address) ?? found.find((each) => sameAddress(each.address, address));
    },

    /** The best `limit` recipients whose name contains what was typed, or whose number contains its digits. */
    suggest(typed: string, limit: number): readonly RecentRecipient[] {
      const folded = fold(typed.trim());
      const digits = /^[\d\s()+./-]+$/.test(folded) ? folded.replace(/\D/g, '').replace(/^0+(?=\d)/, '') : '';
      return database
        .prepare(`${select} WHERE ? = '' OR instr(r.folded, ?) > 0 OR (? <> '' AND instr(r.address, ?) > 0) ORDER BY r.score DESC LIMIT ?`)
        .all(folded, folded, digits, digits, limit)
        .map(recentRow.decode);
    },
  };
}

export type Recipients = ReturnType<typeof createRecipients>;

/** The logarithm of the sum of two numbers that are given by their logarithms. */
const addLogs = (a: number, b: number): number => Math.max(a, b) + Math.log2(1 + 2 ** -Math.abs(a - b));
