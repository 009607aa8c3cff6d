import { ok, type Result, type ServiceFailure } from '../model/failure.ts';
import { refusals } from '../words/evo-voice.ts';
import { type Answer, conversationsAnswer, endpointsAnswer, messagesAnswer, sessionsAnswer, settingsObjectsAnswer } from './answers.ts';
import type { ClientOptions, EvoVoiceClient } from './api.ts';
import { classifyCall, classifySend } from './classify.ts';
import type { Exchange } from './http/exchange.ts';
import { type Query, sendCall } from './http/requests.ts';
import { createTransport } from './http/transport.ts';
import { findLines } from './lines.ts';
import { readStatus, statusCall } from './login.ts';
import { pages } from './paging.ts';
import { createSession } from './session.ts';

/** ms a send may take: longer than other calls, since giving up early only makes its outcome unknown. */
const sendLimitMs = 60_000;

/** Builds a client of one server for one login; it holds the session in memory and never logs. */
export function createEvoVoiceClient(options: ClientOptions): EvoVoiceClient {
  const { fetch, onFreshConnection, server, userAgent, format, credentials, clock } = options;
  const transport = createTransport({ fetch, onFreshConnection, server, userAgent, format, clock });
  const session = createSession({ transport, credentials, clock });

  /** Reads an answer; one that is understood also tells what time it is at the service. */
  async function read<R>(exchange: Exchange, sort: (exchange: Exchange) => Promise<R>, isUnderstood: (result: R) => boolean): Promise<R> {
    const result = await sort(exchange);
    if (isUnderstood(result)) transport.learnTime(exchange);
    return result;
  }

  async function ask<T>(path: string, query: Query, answer: Answer<T>): Promise<Result<T, ServiceFailure>> {
    return read(
      await session.call({ method: 'GET', path, query }),
      (exchange) => classifyCall(exchange, answer),
      (result) => result.ok,
    );
  }

  const listEndpoints: EvoVoiceClient['listEndpoints'] = (query = {}) =>
    pages((page) => ask('/endpoints', { ...query, ...page }, endpointsAnswer));

  const listConversations: EvoVoiceClient['listConversations'] = async (query = {}) =>
    pick(await ask('/conversations', { ...query }, conversationsAnswer), ({ conversations }) => conversations);

  const listSettingsObjects = async () =>
    pick(await ask('/app/settings-objects', {}, settingsObjectsAnswer), ({ settingsObjects }) => settingsObjects);

  return {
    signIn: session.signIn,
    signOut: session.signOut,
    authStatus: async () => read(await session.callOnce(statusCall), readStatus, (result) => result.ok),

    async send(message, signal) {
      const call = sendCall(message);
      if (call === undefined) return { kind: 'refused', failure: { code: 'refused', detail: refusals.noTarget } };
      const exchange = await session.call({ ...call, once: true, limitMs: sendLimitMs, signal });
      return read(exchange, classifySend, (outcome) => outcome.kind === 'accepted');
    },

    async listMessages({ page, countPerPage, ...filters }) {
      if (page === undefined && countPerPage === undefined)
        return pages((each) => ask('/messages', { ...filters, ...each }, messagesAnswer));
      return pick(await ask('/messages', { ...filters, page, countPerPage }, messagesAnswer), ({ items }) => items);
    },

    listConversations,
    listEndpoints,
    mySessions: async () => pick(await ask('/sessions/my', {}, sessionsAnswer), ({ sessions }) => sessions),
    lines: (user) => findLines(user, { listEndpoints, listConversations, listSettingsObjects }),
    clockDifference: transport.clockDifference,
  };
}

/** What a call is wanted for, taken out of its answer. */
function pick<T, R>(result: Result<T, ServiceFailure>, part: (value: T) => R): Result<R, ServiceFailure> {
  return result.ok ? ok(part(result.value)) : result;
}
