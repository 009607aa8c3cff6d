import { failure, ok } from '../answers.ts';
import { messageInfo, unknown, writeAddress } from '../message-info.ts';
import { pageOf, pagingMembers } from '../paging.ts';
import { account } from '../sample.ts';
import type { StoredMessage } from '../store.ts';
import type { Switches } from '../switches.ts';
import { list, type Operation, passes, type Request, type Service, text } from './operation.ts';

const filterMembers = {
  accountIds: { list: 'string' },
  customerIds: { list: 'string' },
  endpointIds: { list: 'string' },
  afterDate: 'string',
} as const;

/** Lists messages, paged. Without a sort field they come in the order they were stored. */
export const listMessages: Operation = {
  name: 'ListMessages',
  verbs: ['GET'],
  paths: ['/messages'],
  access: 'login',
  request: { members: { ...filterMembers, conversationIds: { list: 'string' }, ...pagingMembers } },
  run(request, service) {
    const { store, switches } = service;
    if (switches().listing === 'refused') return failure(403, 'Forbidden', 'Invalid Role');
    const after = afterDate(request, switches());
    if (after === 'unreadable') return failure(400, 'FormatException', 'afterDate is no date.');
    const conversationIds = list(request, 'conversationIds');
    const items = listed(request, service).filter(
      (message) => after(message.at) && (!conversationIds || conversationIds.includes(store.conversationId(message))),
    );
    return pageOf(items, request, sortKeys, switches(), (message) => messageInfo(message, service));
  },
};

/** Lists conversations with their newest message; neither paged nor in the list envelope. */
export const listConversations: Operation = {
  name: 'ListConversations',
  verbs: ['GET'],
  paths: ['/conversations'],
  access: 'login',
  request: { members: filterMembers },
  run(request, service) {
    const { store, switches } = service;
    const after = afterDate(request, switches());
    if (after === 'unreadable') return failure(400, 'FormatException', 'afterDate is no date.');
    const newest = new Map<string, StoredMessage>();
    for (const message of listed(request, service)) {
      const id = store.conversationId(message);
      if ((newest.get(id)?.at ?? Number.NEGATIVE_INFINITY) <= message.at) newest.set(id, message);
    }
    const conversations = [...newest]
      .filter(([, message]) => after(message.at))
      .map(([id, message]) => ({
        id,
        endpointId: message.endpointId,
        otherAddress: writeAddress(message.otherAddress, switches().otherAddress),
        mostRecentMessage: messageInfo(message, service),
        ...(switches().unknownMembers === 'on' ? unknown : {}),
      }));
    return ok({ conversations });
  },
};

const sortKeys = {
  date: (message: StoredMessage) => message.at,
  id: (message: StoredMessage) => message.id,
};

function listed(request: Request, { store, now }: Service): StoredMessage[] {
  const [accountIds, customerIds, endpointIds] = ['accountIds', 'customerIds', 'endpointIds'].map((name) => list(request, name));
  if (!passes(accountIds, account.id) || !passes(customerIds, account.customerId)) return [];
  return store.messages().filter((message) => message.listedFrom <= now() && passes(endpointIds, message.endpointId));
}

/** Whether a time is after the request's `afterDate`, which the switch of that name compares in one of three ways. */
function afterDate(request: Request, { afterDate }: Switches): ((at: number) => boolean) | 'unreadable' {
  const written = text(request, 'afterDate');
  if (written === undefined) return () => true;
  const limit = Date.parse(written);
  if (Number.isNaN(limit)) return 'unreadable';
  switch (afterDate) {
    case 'exclusive':
      return (at) => at > limit;
    case 'inclusive':
      return (at) => at >= limit;
    case 'whole-day':
      return (at) => at >= limit - (limit % 86_400_000);
  }
}
