import { fail, ok, type Result, type ServiceFailure } from '../model/failure.ts';
import type { ListRequest, ListResponse } from './dtos.ts';

/** Items asked for at a time; the service may give fewer, since its maximum is not documented. */
const countPerPage = 100;

/** Items of the longest list that is read to its end. */
const longestList = 100_000;

/**
 * Reads all pages of a list. The end is an empty page, as documented for `simplifiedPaging`, or a page with nothing new, so that a server
 * without paging cannot keep us asking for ever. More than 100,000 items are `too-large`. The first failure is the answer.
 */
export async function pages<T extends { readonly id: string }>(
  ask: (page: ListRequest) => Promise<Result<ListResponse<T>, ServiceFailure>>,
): Promise<Result<readonly T[], ServiceFailure>> {
  const found = new Map<string, T>();
  for (let page = 0; ; page += 1) {
    const result = await ask({ page, countPerPage, simplifiedPaging: true });
    if (!result.ok) return result;
    const known = found.size;
    for (const item of result.value.items) found.set(item.id, item);
    if (found.size === known) return ok([...found.values()]);
    if (found.size > longestList) return fail({ code: 'too-large' });
  }
}
