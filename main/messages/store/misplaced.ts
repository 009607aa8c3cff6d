import type { Database } from './database.ts';
import { stateCode } from './message-rows.ts';

const codes = Object.values(stateCode);
const known = `state IN (${codes.join(', ')})`;

/** Each condition is a seek in the index. */
const query = [
  'state IS NULL',
  `state < ${Math.min(...codes)}`,
  `state > ${Math.max(...codes)}`,
  ...codes.map((code) => `state > ${code} AND state < ${code + 1}`),
  `${known} AND at IS NULL`,
  `${known} AND at > ${Number.MAX_SAFE_INTEGER}`,
  `${known} AND at < ${Number.MIN_SAFE_INTEGER}`,
]
  .map((condition) => `SELECT id FROM message WHERE ${condition}`)
  .join(' UNION ALL ');

/** The ids of messages that nothing comes across that goes by state and time, because one of the two is damaged. Throws what SQLite throws. */
export const misplacedIds = (database: Database): readonly number[] =>
  database
    .prepare(query)
    .all()
    .map(({ id }) => Number(id))
    .filter(Number.isSafeInteger);
