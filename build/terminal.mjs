import { stderr } from 'node:process';

/** How often a line that only counts seconds is written where it cannot be overwritten, in ms. */
const LINE_INTERVAL = 10_000;

/**
 * Writes one line for the person on stderr, so that stdout stays free for results (the demo's JSON, the simulator's address).
 * @param {string} text
 */
export function say(text) {
  stderr.write(`${text}\n`);
}

/**
 * Shows that something which takes long is alive: on a terminal one line that is rewritten, elsewhere a line every ten seconds.
 * @param {string} label what is being done, e.g. `Installing dependencies`
 * @returns {{ update(detail: string): void, end(outcome: string): void }}
 */
export function createProgress(label) {
  const started = Date.now();
  let shown = 0;
  let detail = '';
  const show = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    const text = `${label}: ${detail ? `${detail}, ` : ''}${seconds} s`;
    if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
    else if (Date.now() - shown >= LINE_INTERVAL) {
      shown = Date.now();
      say(text);
    }
  };
  const first = setTimeout(show, 1000);
  const timer = setInterval(show, 1000);
  return {
    update: (text) => {
      detail = text;
    },
    end: (outcome) => {
      clearTimeout(first);
      clearInterval(timer);
      if (stderr.isTTY) stderr.write('\r\x1b[K');
      say(`${label}: ${outcome} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    },
  };
}
