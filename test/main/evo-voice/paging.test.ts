import { expect, it, vi } from 'vitest';
import type { ListRequest } from '../../../main/evo-voice/dtos.ts';
import { pages } from '../../../main/evo-voice/paging.ts';

/** A list of ids, in pages of a size that the server chooses. */
function createList(count: number, size: number, hasMorePages?: boolean) {
  const ids = Array.from({ length: count }, (_, n) => ({ id: `m${n}` }));
  return vi.fn(async ({ page = 0 }: ListRequest) => ({
    ok: true as const,
    value: { items: ids.slice(page * size, (page + 1) * size), hasMorePages },
  }));
}

it.each([
  [0, 25],
  [1, 25],
  [25, 25],
  [60, 25],
  [250, 100],
])('reads %i items in pages of %i', async (count, size) => {
  const result = await pages(createList(count, size));
  expect(result.ok && result.value.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, n) => `m${n}`));
});

it('asks for simplified paging, from page 0 to an empty page', async () => {
  const list = createList(150, 100);
  await pages(list);
  expect(list.mock.calls).toEqual([0, 1, 2].map((page) => [{ page, countPerPage: 100, simplifiedPaging: true }]));
});

it('does not stop at a false hasMorePages, which every server writes by default', async () =>
  expect(await pages(createList(60, 25, false))).toMatchObject({ value: { length: 60 } }));

it('ends if a server gives the same page for ever', async () => {
  const list = vi.fn(async () => ({ ok: true as const, value: { items: [{ id: 'a' }, { id: 'b' }] } }));
  expect(await pages(list)).toEqual({ ok: true, value: [{ id: 'a' }, { id: 'b' }] });
  expect(list).toHaveBeenCalledTimes(2);
});

it('gives up a list that does not end', async () => {
  const list = createList(1_000_000, 1000);
  expect(await pages(list)).toEqual({ ok: false, error: { code: 'too-large' } });
  expect(list).toHaveBeenCalledTimes(101);
});

it('gives the first failure', async () => {
  const list = vi
    .fn(createList(60, 25))
    .mockResolvedValueOnce({ ok: true, value: { items: [{ id: 'a' }] } } as never)
    .mockResolvedValueOnce({ ok: false, error: { code: 'timeout' } } as never);
  expect(await pages(list)).toEqual({ ok: false, error: { code: 'timeout' } });
});
