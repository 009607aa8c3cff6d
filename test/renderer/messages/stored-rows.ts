import type { PageQuery } from '../../../main/messages/contract.ts';
import { ok, type Result } from '../../../main/model/failure.ts';
import type { MessageItem, Page } from '../../../main/model/message.ts';

/** A made-up message; `id` also orders it in time. */
export function message(id: number, change: Partial<MessageItem> = {}): MessageItem {
  return {
    id,
    state: 'accepted',
    address: `+1555${String(id).padStart(7, '0')}`,
    addressText: `+1 555 ${id}`,
    text: `Message ${id}`,
    at: id * 1000,
    ...change,
  };
}

/** Answers pages as main does, over `count` messages that exist only when they are read. */
export function storedRows(count: number, make: (id: number) => MessageItem = message) {
  return ({ search, after, before, limit }: PageQuery): Result<Page> => {
    const matches = (item: MessageItem) => item.text.includes(search);
    const items: MessageItem[] = [];
    if (before !== undefined) {
      let id = Math.max(0, before.id) + 1;
      for (; id <= count && items.length < limit; id++) if (matches(make(id))) items.unshift(make(id));
      return ok({ items, more: id <= count });
    }
    let id = Math.min(count, (after?.id ?? count + 1) - 1);
    for (; id >= 1 && items.length < limit; id--) if (matches(make(id))) items.push(make(id));
    return ok({ items, more: id >= 1 });
  };
}
