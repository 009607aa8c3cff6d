import { ok, type Result, type ServiceFailure } from '../model/failure.ts';
import type { ListRequest, ListResponse } from './dtos.ts';

/** Items asked for at a time; the service may give fewer (its maximum is not documented). */
const countPerPage = 100;

/**
 * Walks every page of a list. An empty page is the end, as documented for `simplifiedPaging`; `hasMorePages` is not relied on. A page that brings
 * nothing new ends it too, so that a server that does not know pages cannot keep us for ever. The first failure is the answer.
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
  }
}
