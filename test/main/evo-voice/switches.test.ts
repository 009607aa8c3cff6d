import { afterEach, describe, expect, it, test } from 'vitest';
import type { ClientOptions } from '../../../main/evo-voice/client.ts';
import { readDate } from '../../../main/evo-voice/dates.ts';
import type { Fault } from '../../simulator/faults.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';
import { choices } from '../../simulator/switches.ts';
import { connectTo, connectWithPassword } from './connect.ts';

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const formats = ['json', 'jsv'] as const;
const line = '67409d80e000000000000001';
const toAnn = { endpointId: line, toAddress: '+13125550142', body: 'Re: "lunch", {1} [2]\r\n👍 ' };

async function start(options: SimulatorOptions, client: Partial<ClientOptions> = {}) {
  simulator = await startSimulator(options);
  return { simulator, client: connectWithPassword(simulator, client) };
}

describe.each(formats)('over %s', (format) => {
  const inFormat = { format: () => format };

  test.each(choices.role.values)('the role %s finds its lines and may or may not send', async (role) => {
    const { client } = await start({ role }, inFormat);
    const user = await client.signIn(simulator as Simulator);
    const senders = user.ok ? await client.senders(user.value) : user;
    expect(senders).toMatchObject({ ok: true });
    expect(senders.ok && senders.value.map(({ endpointId }) => endpointId)).toContain(line);
    expect(await client.send(toAnn)).toMatchObject(
      role === 'manager' || role === 'none' ? { kind: 'refused', failure: { code: 'role-missing', status: 403 } } : { kind: 'accepted' },
    );
  });

  test.each(choices.denial.values.filter((denial) => denial !== 'redirect'))('a denial in the manner %s is understood', async (denial) => {
    const { client } = await start({ denial, role: 'manager' }, inFormat);
    expect(await client.send(toAnn)).toMatchObject({ kind: 'refused', failure: { code: 'role-missing' } });
    expect(await connectTo((simulator as Simulator).url, inFormat).send(toAnn)).toMatchObject({
      kind: 'not-processed',
      failure: { code: 'signed-out' },
    });
  });

  it('a redirect in place of a 401 leaves the outcome open', async () => {
    const { client } = await start({ denial: 'redirect' }, inFormat);
    expect(await client.send(toAnn)).toMatchObject({ kind: 'unknown', failure: { code: 'not-evo-voice' } });
  });

  test.each(choices.loggedOutStatus.values)('a status of %s means signed out', async (loggedOutStatus) => {
    const { client } = await start({ loggedOutStatus }, inFormat);
    expect(await client.authStatus()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
  });

  test.each(choices.dateFormat.values)('a date in the form %s is read', async (dateFormat) => {
    const { client } = await start({ dateFormat }, inFormat);
    const sent = await client.send(toAnn);
    const date = sent.kind === 'accepted' ? readDate(sent.message.date ?? '') : undefined;
    if (dateFormat === 'minimum') expect(date).toBeUndefined();
    else expect(Math.abs((date?.ms ?? 0) - Date.now())).toBeLessThan(86_400_000);
  });

  test.each<[string, SimulatorOptions]>([
    ['Accept: text/jsv answered in JSV', { acceptTextJsv: 'jsv' }],
    ['library 6', { library: '6' }],
    ['library 8.5', { library: '8.5' }],
    ['national addresses', { otherAddress: 'national' }],
    ['addresses without a plus', { otherAddress: 'no-plus' }],
    ['trimmed text', { storedText: 'trimmed' }],
    ['LF in place of CRLF', { storedText: 'lf' }],
    ['no cookie rotation', { cookieRotation: 'off' }],
    ['ss-opt ignored', { ssOpt: 'ignored' }],
    ['chunked bodies lost', { chunkedBody: 'empty' }],
    ['other verbs that send', { otherVerbs: 'send' }],
    ['a filter of user agents', { userAgentFilter: 'on' }],
    ['no totals', { totals: 'off' }],
    ['unknown enums', { unknownEnums: 'on' }],
    ['unknown members', { unknownMembers: 'on' }],
    ['nulls', { nulls: 'written' }],
    ['only Basic', { credentialsLogin: 'off' }],
    ['a dashboard for unknown routes', { unknownRoute: 'dashboard' }],
    ['a login that ends after every second call', { sessionCalls: 2 }],
    ['messages that are never listed', { listing: 'never' }],
    ['afterDate that includes', { afterDate: 'inclusive' }],
    ['afterDate by days', { afterDate: 'whole-day' }],
  ])('works with %s', async (_what, options) => {
    const { simulator, client } = await start(options, inFormat);
    const user = await client.signIn(simulator);
    expect(user).toMatchObject({ ok: true });
    expect(user.ok && (await client.senders(user.value))).toMatchObject({ ok: true });
    expect(await client.send(toAnn)).toMatchObject({ kind: 'accepted' });
    expect(await client.listMessages({ endpointIds: [line], afterDate: '2026-01-01T00:00:00Z' })).toMatchObject({ ok: true });
    expect(await client.listConversations()).toMatchObject({ ok: true });
    expect(await client.mySessions()).toMatchObject({ ok: true });
    expect(simulator.sent()).toHaveLength(1);
    expect(simulator.violations()).toEqual([]);
    expect(await client.signOut()).toMatchObject({ ok: true });
  });

  test.each<[Fault, string, string | undefined, number]>([
    ['ok', 'accepted', undefined, 1],
    ['cut-before', 'unknown', 'connection-lost', 0],
    ['cut-after', 'unknown', 'connection-lost', 1],
    ['truncated-after', 'unknown', 'connection-lost', 1],
    ['html-after', 'unknown', 'not-evo-voice', 1],
    ['huge-after', 'unknown', 'too-large', 1],
    ['500-before', 'unknown', 'server-error', 0],
    ['500-after', 'unknown', 'server-error', 1],
    ['429', 'unknown', 'rate-limited', 0],
    ['429-retry-after', 'not-processed', 'rate-limited', 0],
    ['503-html', 'unknown', 'server-error', 0],
    ['401', 'accepted', undefined, 1],
    ['slow', 'unknown', 'timeout', 1],
    ['late', 'unknown', 'timeout', 0],
  ])('the fault %s is %s', async (fault, kind, code, stored) => {
    let expire = () => {};
    const { simulator, client } = await start(
      {},
      {
        ...inFormat,
        after: (_ms, run) => {
          expire = run;
          return () => {};
        },
      },
    );
    await client.signIn(simulator);
    simulator.failNextSends([fault]);
    const running = client.send(toAnn);
    if (code === 'timeout') await expect.poll(() => simulator.requests().some(({ operation }) => operation === 'SendMessage')).toBe(true);
    if (code === 'timeout') expire();
    const outcome = await running;
    expect(outcome.kind).toBe(kind);
    if (outcome.kind !== 'accepted') expect(outcome.failure.code).toBe(code);
    expect(simulator.sent()).toHaveLength(stored);
    expect(simulator.requests().filter(({ operation }) => operation === 'SendMessage').length).toBe(fault === '401' ? 2 : 1);
  });
});
