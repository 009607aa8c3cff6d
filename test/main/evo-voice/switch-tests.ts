import { describe, expect, it, onTestFinished, test } from 'vitest';
import { readDate } from '../../../main/evo-voice/dates.ts';
import type { WireFormat } from '../../../main/model/settings.ts';
import type { Fault } from '../../simulator/faults.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';
import { choices } from '../../simulator/switches.ts';
import type { Connect, TestedClient } from './tested-client.ts';

const formats = ['json', 'jsv'] as const;
const line = '67409d80e000000000000001';
const toAnn = { endpointId: line, toAddress: '+13125550142', body: 'Re: "lunch", {1} [2]\r\n👍 ' };

const loginOf = ({ userName, password }: Simulator) => ({ userName, password });

/** Tests a client against every switch of the simulator, in both formats; the same tests run over each fetch. */
export function testEverySwitch(connect: Connect): void {
  describe.each(formats)('over %s', (format) => testSwitches(format, connect));
}

function testSwitches(format: WireFormat, connect: Connect): void {
  async function start(options: SimulatorOptions, manualTimers = false): Promise<TestedClient & { readonly simulator: Simulator }> {
    const simulator = await startSimulator(options);
    onTestFinished(() => simulator.close());
    return { simulator, ...(await connect({ url: simulator.url, format, credentials: loginOf(simulator), manualTimers })) };
  }

  test.each(choices.role.values)('the role %s finds its lines, and sends or is refused', async (role) => {
    const { simulator, client } = await start({ role });
    const user = await client.signIn(loginOf(simulator));
    const lines = user.ok ? await client.lines(user.value) : user;
    expect(lines).toMatchObject({ ok: true });
    expect(lines.ok && lines.value.map(({ endpointId }) => endpointId)).toContain(line);
    expect(await client.send(toAnn)).toMatchObject(
      role === 'manager' || role === 'none' ? { kind: 'refused', failure: { code: 'role-missing', status: 403 } } : { kind: 'accepted' },
    );
  });

  test.each(choices.denial.values.filter((denial) => denial !== 'redirect'))('a denial of the form %s is understood', async (denial) => {
    const { simulator, client } = await start({ denial, role: 'manager' });
    expect(await client.send(toAnn)).toMatchObject({ kind: 'refused', failure: { code: 'role-missing' } });
    const signedOut = await connect({ url: simulator.url, format });
    expect(await signedOut.client.send(toAnn)).toMatchObject({
      kind: 'not-processed',
      failure: { code: 'signed-out' },
    });
  });

  it('a redirect instead of a 401 leaves the outcome unknown', async () => {
    const { client } = await start({ denial: 'redirect' });
    expect(await client.send(toAnn)).toMatchObject({ kind: 'unknown', failure: { code: 'not-evo-voice' } });
  });

  it('a wrong password is refused', async () => {
    const { simulator, client } = await start({});
    expect(await client.signIn({ ...loginOf(simulator), password: 'no' })).toMatchObject({
      ok: false,
      error: { code: 'credentials-refused' },
    });
    expect(await client.authStatus()).toMatchObject({ ok: false, error: { code: 'signed-out' } });
  });

  it('a login that fails, of this client or of another, sends no cookie and leaves the session as it was', async () => {
    const { simulator, client } = await start({});
    const stranger = await connect({ url: simulator.url, format });
    await client.signIn(loginOf(simulator));
    const wrong = { ...loginOf(simulator), password: 'no' };
    for (const each of [client, stranger.client]) {
      expect(await each.signIn(wrong)).toMatchObject({ ok: false, error: { code: 'credentials-refused' } });
      expect(await client.authStatus()).toMatchObject({ ok: true });
    }
    expect(await client.send(toAnn)).toMatchObject({ kind: 'accepted' });
    const logins = simulator.requests().filter(({ operation }) => operation === 'Authenticate');
    expect(logins.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, undefined]);
  });

  it('a session that ended is renewed silently', async () => {
    const { simulator, client } = await start({});
    await client.signIn(loginOf(simulator));
    simulator.expireSessions();
    expect(await client.send(toAnn)).toMatchObject({ kind: 'accepted' });
    expect(simulator.sent()).toMatchObject([{ text: toAnn.body }]);
  });

  test.each(choices.loggedOutStatus.values)('a status of %s means signed out', async (loggedOutStatus) => {
    const { client } = await start({ loggedOutStatus });
    expect(await client.authStatus()).toMatchObject({ ok: false, error: { code: 'signed-out' } });
  });

  test.each(choices.dateFormat.values)('a date in the form %s is read', async (dateFormat) => {
    const { client } = await start({ dateFormat });
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
    ['LF instead of CRLF', { storedText: 'lf' }],
    ['no cookie rotation', { cookieRotation: 'off' }],
    ['ss-opt ignored', { ssOpt: 'ignored' }],
    ['chunked bodies ignored', { chunkedBody: 'empty' }],
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
    const { simulator, client } = await start(options);
    const user = await client.signIn(loginOf(simulator));
    expect(user).toMatchObject({ ok: true });
    expect(user.ok && (await client.lines(user.value))).toMatchObject({ ok: true });
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
    const { simulator, client, expire } = await start({}, code === 'timeout');
    await client.signIn(loginOf(simulator));
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
}
