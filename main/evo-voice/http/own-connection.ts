import type { After } from './deadline.ts';
import type { Exchange } from './exchange.ts';

/** Lends a fetch for as long as `use` runs; see `ClientOptions.onOwnConnection`. */
export type Lend = <T>(use: (fetch: typeof globalThis.fetch) => Promise<T>) => Promise<T>;

/** ms until a connection must have been lent: it is a step inside this computer, and a service of it that hangs is given up. */
export const loanLimitMs = 5000;

/**
 * Makes an exchange on a connection that is lent for it, and ends by our own clock whatever the lender does. As long as nothing was lent,
 * fetch was not called, so nothing was written; a loan that comes after the limit is not used any more. Never throws.
 */
export function exchangeOnOwn(lend: Lend, run: (fetch: typeof globalThis.fetch) => Promise<Exchange>, after: After): Promise<Exchange> {
  return new Promise((resolve) => {
    let stage: 'waiting' | 'begun' | 'given-up' = 'waiting';

    function giveUp(code: 'timeout' | 'connection-lost'): void {
      if (stage !== 'waiting') return;
      stage = 'given-up';
      cancel();
      resolve({ stage: 'not-written', code });
    }

    const cancel = after(loanLimitMs, () => giveUp('timeout'));
    const lent = async () =>
      lend(async (fetch) => {
        if (stage !== 'waiting') return;
        stage = 'begun';
        cancel();
        resolve(await run(fetch).catch(lost));
      });
    lent().then(
      () => giveUp('connection-lost'),
      () => giveUp('connection-lost'),
    );
  });
}

/** An exchange that broke its promise: nobody can tell what the service saw. */
const lost = (): Exchange => ({ stage: 'written', code: 'connection-lost' });
