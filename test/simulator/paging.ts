import { type Answer, failure, ok } from './answers.ts';
import { list, passes, type Request, text } from './operations/operation.ts';
import type { Shape } from './shapes.ts';
import type { Switches } from './switches.ts';

/** The parameters that every list operation takes. */
export const pagingMembers = {
  page: 'integer',
  countPerPage: 'integer',
  all: 'boolean',
  specificIds: { list: 'string' },
  sortField: 'string',
  sortOrder: 'string',
  simplifiedPaging: 'boolean',
} as const satisfies Record<string, Shape>;

/**
 * One page of `items` in the list envelope, sorted by any of `sortKeys` (name in lower case -> what to compare).
 * 400 for an unknown sort field or order, and for an impossible page.
 */
export function pageOf<T extends { readonly id: string }, Info>(
  items: readonly T[],
  request: Request,
  sortKeys: Readonly<Record<string, (item: T) => string | number>>,
  switches: Switches,
  info: (item: T) => Info,
): Answer {
  const page = typeof request.page === 'number' ? request.page : 0;
  const count = typeof request.countPerPage === 'number' ? request.countPerPage : 25;
  const sortOrder = text(request, 'sortOrder')?.toLowerCase() ?? 'ascend';
  const sortField = text(request, 'sortField');
  const key = sortField === undefined ? undefined : sortKeys[sortField.toLowerCase()];
  if (page < 0 || count < 1) return failure(400, 'ArgumentOutOfRangeException', 'There is no such page.');
  if (sortOrder !== 'ascend' && sortOrder !== 'descend') return failure(400, 'ArgumentException', `'${sortOrder}' is no sort order.`);
  if (sortField !== undefined && !key) return failure(400, 'ArgumentException', `'${sortField}' is no field to sort by.`);

  const sign = sortOrder === 'descend' ? -1 : 1;
  const chosen = items.filter((item) => passes(list(request, 'specificIds'), item.id));
  const sorted = key ? chosen.sort((a, b) => sign * (compare(key(a), key(b)) || compare(a.id, b.id))) : chosen;
  const all = request.all === true;
  const shown = all ? sorted : sorted.slice(page * count, (page + 1) * count);
  const counted = switches.totals === 'on' && request.simplifiedPaging !== true;
  return ok({
    items: shown.map(info),
    totalCount: counted ? sorted.length : undefined,
    totalPages: counted ? (all ? 1 : Math.ceil(sorted.length / count)) : undefined,
    hasMorePages: !all && (page + 1) * count < sorted.length,
  });
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
