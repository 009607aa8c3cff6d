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
  return line === undefined ? undefined : { line, ...values };
}

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
