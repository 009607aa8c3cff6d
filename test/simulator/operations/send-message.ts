import { type Answer, badArgument, notFound, ok } from '../answers.ts';
import { messageInfo } from '../message-info.ts';
import type { StoredMessage } from '../store.ts';
import { type Operation, type Request, type Service, text } from './operation.ts';

/** Sends one message. What it answers to missing or unknown members is a guess. */
export const sendMessage: Operation = {
  name: 'SendMessage',
  verbs: ['POST'],
  paths: ['/messages', '/sessions/{sessionId}/messages'],
  access: ['User'],
  request: { members: { sessionId: 'string', endpointId: 'string', toAddress: 'string', body: 'string' } },
  run(request, service) {
    const body = text(request, 'body') ?? '';
    const { maxBody } = service.switches();
    if (body.trim() === '') return badArgument('A message needs a body.');
    if (body.length > maxBody) return badArgument(`The body has ${body.length} characters; at most ${maxBody} can be sent.`);
    const target = text(request, 'sessionId') ? sessionTarget(request, service) : lineTarget(request, service);
    return 'status' in target ? target : ok(messageInfo(store(target, body, service), service));
  },
};

type Target = Pick<StoredMessage, 'endpointId' | 'sessionId' | 'otherAddress'>;

function sessionTarget(request: Request, { store }: Service): Target | Answer {
  const session = store.session(text(request, 'sessionId') ?? '');
  if (!session || session.ended) return notFound('No running session has this id.');
  return { endpointId: session.endpointId, sessionId: session.id, otherAddress: session.from };
}

function lineTarget(request: Request, { store }: Service): Target | Answer {
  const endpointId = text(request, 'endpointId');
  const toAddress = text(request, 'toAddress') ?? '';
  if (!endpointId) return badArgument('Give a sessionId, or an endpointId with a toAddress.');
  const endpoint = store.endpoint(endpointId);
  if (!endpoint) return notFound('No endpoint has this id.');
  if (endpoint.type !== 'PhoneNumber' || endpoint.disableSms) return badArgument(`${endpoint.displayName} cannot send text messages.`);
  if (!/^\+[1-9]\d{6,14}$/.test(toAddress)) return badArgument(`'${toAddress}' is not a phone number in E.164 form.`);
  return { endpointId, otherAddress: toAddress };
}

function store(target: Target, body: string, { store, switches, now }: Service): StoredMessage {
  const { storedText, equalPosts, listing, listDelayMs, datesBehindMs } = switches();
  const kept = { verbatim: body, trimmed: body.trim(), lf: body.replaceAll('\r\n', '\n'), plain: plain(body) }[storedText];
  const equal = (message: StoredMessage) =>
    message.direction === 'Outgoing' &&
    message.endpointId === target.endpointId &&
    message.sessionId === target.sessionId &&
    message.otherAddress === target.otherAddress &&
    message.text === kept;
  const earlier = equalPosts === 'one' ? store.messages().find(equal) : undefined;
  const listedFrom = listing === 'never' ? Number.POSITIVE_INFINITY : now() + listDelayMs;
  return (
    earlier ?? store.addMessage({ ...target, origin: 'sent', direction: 'Outgoing', text: kept, at: now() - datesBehindMs, listedFrom })
  );
}

/** The text as a service would store it that only knows plain characters. */
const plain = (body: string): string =>
  body
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\p{Extended_Pictographic}\p{Emoji_Modifier}?/gu, '?')
    .replace(/ {2,}/g, ' ');
