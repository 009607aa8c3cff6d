import type { WebContents } from 'electron';
import type { Clock } from '../clock.ts';
import type { Events } from '../ipc/contract.ts';
import type { Log } from '../log.ts';

/** After more crashes than this within `CRASH_WINDOW_MS`, the page is only loaded again when somebody opens the popup. */
const MOST_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;

/** What the page needs. */
interface PopupPageParts {
  readonly contents: Pick<WebContents, 'loadURL' | 'send' | 'isDestroyed' | 'isDevToolsOpened' | 'forcefullyCrashRenderer' | 'on'>;
  readonly url: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn'>;
}

/** The page inside the popup's window. */
interface PopupPage {
  /** Tells the page that it is shown, and why. While the page is loading, each call is kept and delivered in order. */
  open(shown: Events['popup:shown']): void;
  /** Tells the page that it is hidden. */
  close(): void;
  /** Sends an event to the page. A page that is still loading misses it, but reads the whole state when it starts. */
  send<E extends keyof Events>(event: E, payload: Events[E]): void;
}

const asksForDraft = ({ prefill, open }: Events['popup:shown']): boolean =>
  open !== undefined || Object.values(prefill ?? {}).some((value) => value !== undefined);

/** Loads the page, and loads it again if it crashes or hangs. */
export function createPopupPage({ contents, url, clock, log }: PopupPageParts): PopupPage {
  let state: 'loading' | 'ready' | 'gone' = 'loading';
  let open = false;
  let waiting: readonly Events['popup:shown'][] = [];
  let crashes: readonly number[] = [];

  const load = () => {
    if (contents.isDestroyed()) return;
    state = 'loading';
    contents.loadURL(url).catch(() => {
      log.warn('popup page did not load');
      state = 'gone';
    });
  };

  const send: PopupPage['send'] = (event, payload) => {
    if (!contents.isDestroyed() && state !== 'gone') contents.send(event, payload);
  };

  const deliver = () => {
    for (const shown of waiting) send('popup:shown', shown);
    waiting = [];
  };

  contents.on('did-finish-load', () => {
    state = 'ready';
    if (open && waiting.length === 0) waiting = [{}];
    if (open) deliver();
  });

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    state = 'gone';
    if (contents.isDestroyed() || reason === 'clean-exit') return;
    crashes = [...crashes.filter((at) => clock.now() - at < CRASH_WINDOW_MS), clock.now()];
    log.warn('popup page gone', { reason, exitCode, inLastMinute: crashes.length });
    // Not inside this event: Electron is still tearing down the old page and would crash (electron#51900).
    if (crashes.length <= MOST_CRASHES) setImmediate(load);
  });

  contents.on('unresponsive', () => {
    log.warn('popup page hangs');
    if (!contents.isDevToolsOpened()) contents.forcefullyCrashRenderer();
  });

  load();
  return {
    open: (shown) => {
      open = true;
      waiting = [...waiting, shown];
      if (state === 'ready') deliver();
      if (state === 'gone') load();
    },
    close: () => {
      open = false;
      waiting = waiting.filter(asksForDraft);
      send('popup:hidden', null);
    },
    send,
  };
}
