import { messagesAnswer } from '../../main/evo-voice/answers.ts';
import type { MessageInfo } from '../../main/evo-voice/dtos.ts';
import { parseJsv } from '../../main/evo-voice/wire/jsv-read.ts';
import { type JsvValue, stringifyJsv } from '../../main/evo-voice/wire/jsv-write.ts';

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

/** Writing and reading back a list of 1,000 messages in both wire formats, in one run. */
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
    ],
  };
}
