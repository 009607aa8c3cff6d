import { sameAddress } from '../../model/address.ts';
import { fold } from '../../model/fold.ts';
import type { Database, Row } from './database.ts';
import { storable } from './storable-text.ts';

/** A recipient of the past, best first. */
export interface RecentRecipient {
  readonly address: string;
  readonly name?: string;
  readonly endpointId?: string;
  readonly lineName?: string;
  /** ms since 1970. */
  readonly lastAt: number;
}

/** One time that somebody was written to, or wrote. */
export interface Encounter {
  readonly address: string;
  readonly name?: string;
  readonly endpointId?: string;
  readonly lineName?: string;
  /** ms since 1970. */
  readonly at: number;
  /** 1 for a message sent here; less for what was only seen. */
  readonly weight: number;
}

const selectRecipient = `SELECT r.address, r.name, r.last_at, l.endpoint_id, l.name AS line_name
  FROM recipient r LEFT JOIN line l ON l.id = r.line`;

/** After this many ms a use counts half. */
const halfLifeMs = 14 * 86_400_000;

/**
 * Who one writes to, by frecency: each use counts and fades by half in 14 days. The score is the logarithm of the faded sum, moved to a
 * fixed moment, so that it never needs to be brought up to date. All calls throw what SQLite throws.
 */
export function createRecipients(database: Database) {
  return {
    meet({ address, name, endpointId, lineName, at, weight }: Encounter): void {
      if (address === '') return;
      const key = storable(address);
      const before = database.prepare('SELECT name, line, last_at, score FROM recipient WHERE address = ?').get(key);
      const use = at / halfLifeMs + Math.log2(weight);
      const score = before ? addLogs(Number(before.score), use) : use;
      const isLast = !before || at >= Number(before.last_at);
      const line = database
        .prepare('SELECT id FROM line WHERE endpoint_id = ? AND name = ?')
        .get(endpointId ?? '', storable(lineName ?? ''))?.id;
      const shownName = (isLast && name ? storable(name) : before?.name) ?? (name ? storable(name) : null);
      database
        .prepare(
          `INSERT INTO recipient (address, name, line, last_at, score, folded) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (address)
           DO UPDATE SET name = excluded.name, line = excluded.line, last_at = excluded.last_at, score = excluded.score, folded = excluded.folded`,
        )
        .run(
          key,
          shownName,
          (isLast ? line : before?.line) ?? before?.line ?? null,
          Math.max(at, Number(before?.last_at ?? at)),
          score,
          `${fold(String(shownName ?? ''))}\n${fold(key)}`,
        );
    },

    /** The address under which somebody is known already, however the service writes it this time. */
    known(address: string): string | undefined {
      const digits = address.replace(/\D/g, '');
      if (address.startsWith('+') || digits.length < 7) return undefined;
      return database
        .prepare("SELECT address FROM recipient WHERE substr(address, -7) = ? AND address LIKE '+%'")
        .all(digits.slice(-7))
        .map((row) => String(row.address))
        .find((each) => sameAddress(each, address));
    },

    /** What is known of one address, or of the same party written in another way. */
    find(address: string): RecentRecipient | undefined {
      const rows = database
        .prepare(`${selectRecipient} WHERE r.address = ? OR substr(r.address, -7) = ?`)
        .all(storable(address), address.slice(-7));
      const row = rows.find((each) => each.address === address) ?? rows.find((each) => sameAddress(String(each.address), address));
      return row && recentOf(row);
    },

    /** Those whose name, or any digits of whose number, hold what was typed. */
    suggest(typed: string, limit: number): readonly RecentRecipient[] {
      const folded = fold(typed.trim());
      const digits = /^[\d\s()+./-]+$/.test(folded) ? folded.replace(/\D/g, '').replace(/^0+(?=\d)/, '') : '';
      return database
        .prepare(
          `${selectRecipient} WHERE ? = '' OR instr(r.folded, ?) > 0 OR (? <> '' AND instr(r.address, ?) > 0) ORDER BY r.score DESC LIMIT ?`,
        )
        .all(folded, folded, digits, digits, limit)
        .map(recentOf);
    },
  };
}

export type Recipients = ReturnType<typeof createRecipients>;

const recentOf = (row: Row): RecentRecipient => ({
  address: String(row.address),
  name: row.name ? String(row.name) : undefined,
  endpointId: row.endpoint_id ? String(row.endpoint_id) : undefined,
  lineName: row.line_name ? String(row.line_name) : undefined,
  lastAt: Number(row.last_at),
});

/** The logarithm of the sum of two numbers given by their logarithms. */
const addLogs = (a: number, b: number): number => Math.max(a, b) + Math.log2(1 + 2 ** -Math.abs(a - b));
