import { systemClock } from '../../main/clock.ts';
import { messagesAnswer } from '../../main/evo-voice/answers.ts';
import type { MessageInfo } from '../../main/evo-voice/dtos.ts';
import { answerLimit, exchange } from '../../main/evo-voice/http/exchange.ts';
import { decodeBody } from '../../main/evo-voice/wire/formats.ts';
import { parseJsv } from '../../main/evo-voice/wire/jsv-read.ts';
import { type JsvValue, stringifyJsv } from '../../main/evo-voice/wire/jsv-write.ts';
import { longestStall, median } from './timing.ts';

const tenMegabytes = 10 * 1024 * 1024;

/** A list of messages as the service sends it, with texts of every kind. */
function messageList(count: number): { items: MessageInfo[]; totalCount: number } {
  const texts = ['On my way', 'Re: lunch, 12:30?', 'She said "yes" {really}', 'Two\r\nlines', 'Grüße 👍 日本', 'x'.repeat(160)];
  const items = Array.from({ length: count }, (_, n) => ({
    id: (0x64b0c0ffee64 + n).toString(16).padStart(24, '0'),
    accountId: '64b0c0ffee64b0c0ffee0001',
    customerId: '64b0c0ffee64b0c0ffee0002',
    endpointId: '64b0c0ffee64b0c0ffee0003',
    endpointDisplayName: '(555) 000-1111',
    date: '2026-05-01T10:20:30.1234567Z',
    direction: n % 2 === 0 ? 'Outgoing' : 'Incoming',
    otherAddress: `+1555666${String(n % 10_000).padStart(4, '0')}`,
    sender: '+15550001111',
    text: texts[n % texts.length],
    isUnread: n % 3 === 0,
  }));
  return { items, totalCount: count };
}

/** Median ms of many runs, after some that only warm up. */
function medianMs(run: () => void): number {
  for (let n = 0; n < 50; n += 1) run();
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[times.length / 2] ?? Number.NaN;
}

/** A list of messages in one format, of at least so many characters. */
function longList(write: (list: ReturnType<typeof messageList>) => string, characters: number): string {
  const sample = 1000;
  return write(messageList(Math.ceil((characters / write(messageList(sample)).length) * sample * 1.01)));
}

/** Receives an answer of about the largest size as the client does, in pieces of 64 KB. */
async function receive(body: string): Promise<void> {
  const bytes = new TextEncoder().encode(body).subarray(0, answerLimit);
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(sent, sent + 65_536));
      sent += 65_536;
    },
  });
  const request = { method: 'GET', url: 'https://evovoice.io', headers: {}, limitMs: 60_000 } as const;
  const answered = await exchange(request, { fetch: async () => new Response(stream), clock: systemClock });
  if (answered.stage !== 'answered' || answered.cut !== undefined) throw new Error('not received');
}

/** How long everything else waits while an answer of 10 MB is received and read; the median of some runs. */
async function stalls() {
  const write = (list: ReturnType<typeof messageList>) => stringifyJsv(list as unknown as JsvValue);
  const [jsv, json] = [longList(write, tenMegabytes), longList(JSON.stringify, tenMegabytes)];
  const work = {
    'receiving an answer of 8 MB, the largest': () => receive(jsv),
    'reading a JSV answer of 10 MB': () => decodeBody('jsv', jsv, messagesAnswer),
    'reading a JSON answer of 10 MB': () => decodeBody('json', json, messagesAnswer),
  };
  const rows = [];
  for (const [what, run] of Object.entries(work)) {
    const found = [];
    for (let n = 0; n < 5; n += 1) found.push(await longestStall(run));
    // JSON is parsed by JSON.parse, which cannot be left.
    const budget = what.includes('JSON') ? {} : { budget: 50 };
    rows.push({ what: `longest stall while ${what}`, value: median(found), unit: 'ms', ...budget });
  }
  return rows;
}

/** Writing and reading back a list of 1,000 messages in both wire formats, in one run; then how long a very long one stops everything else. */
export default async function bench() {
  const list = messageList(1_000);
  const asJsv = list as unknown as JsvValue;
  const json = medianMs(() => void JSON.parse(JSON.stringify(list)));
  const jsv = medianMs(() => void parseJsv(stringifyJsv(asJsv), messagesAnswer.wire));
  return {
    rows: [
      { what: 'JSON: encode and decode 1,000 messages', value: json, unit: 'ms' },
      { what: 'JSV: encode and decode 1,000 messages', value: jsv, unit: 'ms' },
      { what: 'JSV as a multiple of JSON', value: jsv / json, unit: 'x', budget: 6 },
      ...(await stalls()),
    ],
  };
}
