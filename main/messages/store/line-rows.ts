import { readNumber, storable } from './codec.ts';
import type { Database } from './database.ts';
import { DamagedRow } from './storage-failure.ts';

/** A line as a row names it: where it is kept, and what a checksum covers of it. */
export interface LineValues {
  readonly line: number | null;
  readonly endpoint_id: string | null;
  readonly line_name: string | null;
}

const noLine: LineValues = { line: null, endpoint_id: null, line_name: null };

/** The row for a line under one name; undefined if there is none. A line that was renamed has a row for each name. */
export function findLine(database: Database, endpointId: string | undefined, name: string | undefined): LineValues | undefined {
  const values = { endpoint_id: storable(endpointId ?? ''), line_name: storable(name ?? '') };
  const query = 'SELECT id AS value FROM line WHERE endpoint_id = ? AND name = ?';
  const line = readNumber(database, query, values.endpoint_id, values.line_name);
  if (line === undefined) return undefined;
  if (isInTable(database, line, values)) return { line, ...values };
  // The index has it and the table has another: one of them is damaged. The table is small, and the index made of it finds no wrong line.
  database.prepare('REINDEX line').run();
  return undefined;
}

/** Whether the table itself says that a row holds this line. */
const isInTable = (database: Database, id: number, { endpoint_id, line_name }: Omit<LineValues, 'line'>): boolean =>
  database.prepare('SELECT 1 FROM line NOT INDEXED WHERE id = ? AND endpoint_id = ? AND name = ?').get(id, endpoint_id, line_name) !==
  undefined;

/** The same, but the row is added if there is none. Throws `DamagedRow` if it is not found then either. */
export function findOrAddLine(database: Database, endpointId: string | undefined, name: string | undefined): LineValues {
  if (endpointId === undefined && name === undefined) return noLine;
  const known = findLine(database, endpointId, name);
  if (known !== undefined) return known;
  database.prepare('INSERT INTO line (endpoint_id, name) VALUES (?, ?)').run(storable(endpointId ?? ''), storable(name ?? ''));
  const added = findLine(database, endpointId, name);
  if (added === undefined) throw new DamagedRow('line', undefined, 'row');
  return added;
}
