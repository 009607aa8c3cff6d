import { insertRow, readNumber, storable } from './codec.ts';
import type { Database } from './database.ts';

/** The id of the row for a line under one name; undefined if there is none. A line that was renamed has a row for each name. */
export function findLine(database: Database, endpointId: string | undefined, name: string | undefined): number | undefined {
  return readNumber(database, 'SELECT id AS value FROM line WHERE endpoint_id = ? AND name = ?', endpointId ?? '', storable(name ?? ''));
}

/** The same, but the row is added if there is none; null if there is no line at all. */
export function findOrAddLine(database: Database, endpointId: string | undefined, name: string | undefined): number | null {
  if (endpointId === undefined && name === undefined) return null;
  const known = findLine(database, endpointId, name);
  if (known !== undefined) return known;
  insertRow(database, 'line', { endpoint_id: endpointId ?? '', name: storable(name ?? '') });
  return findLine(database, endpointId, name) ?? null;
}
