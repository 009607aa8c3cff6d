import { systemClock } from '../../main/clock.ts';
import type { Database } from '../../main/messages/store/database.ts';
import { createIndexMerge } from '../../main/messages/store/index-merge.ts';
import { createMessageStore } from '../../main/messages/store/message-store.ts';

/** Numbers that are the same in every run (a linear congruential generator), from 0 up to 1. */
export function createRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    return state / 0x8000_0000;
  };
}

const letters = 'etaoinshrdlcumwfgypbvkjxqz';

/** Texts of 100 characters from 4,000 words, frequent ones far more often, as in a language. */
export function createTexts(random: () => number): () => string {
  const words = Array.from({ length: 4000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 8) }, () => letters[Math.floor(random() * random() * letters.length)]).join(''),
  );
  return () => {
    let text = '';
    while (text.length < 100) text += `${words[Math.floor(random() ** 3 * words.length)]} `;
    return text.slice(0, 100);
  };
}

/** When the history of the benchmark begins, ms since 1970; a message comes every 95 s on average, so that 1,000,000 are three years. */
export const begin = Date.UTC(2023, 10, 23);
export const everyMs = 95_000;

/** Fills a history with messages to and from 10,000 people over four lines, as a pull would, and tells how far it is. */
export async function fill(database: Database, rows: number, onProgress: (done: number) => void): Promise<void> {
  const indexMerge = createIndexMerge(database, systemClock);
  const store = createMessageStore(database);
  const random = createRandom();
  const text = createTexts(random);
  for (let done = 0; done < rows; ) {
    database.transaction(() => {
      for (let n = 0; n < 200 && done < rows; n++, done++) {
        const person = Math.floor(random() * 10_000);
        store.insert({
          state: random() < 0.5 ? 'accepted' : 'received',
          own: false,
          at: begin + Math.floor((done + random()) * everyMs),
          endpointId: `67409d80e00000000000000${person % 4}`,
          lineName: `Line ${person % 4}`,
          address: `+1555${String(1_000_000 + person * 37)}`,
          name: person % 3 === 0 ? `Person ${person}` : undefined,
          text: text(),
          serverId: (0x67409d80 + done).toString(16).padStart(24, 'c'),
        });
      }
    });
    await indexMerge.mergeAll();
    onProgress(done);
  }
}
