import type { WebContents } from 'electron';
import type { Clock } from '../clock.ts';
import type { Events } from '../ipc/contract.ts';
import type { Log } from '../log.ts';

/** After more losses than these in a minute, the page is only loaded again when somebody opens the popup. */
const MOST_CRASHES = 3;
const MOST_DEPARTURES = 20;
const MINUTE_MS = 60_000;

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

/** Loads the page, and loads it again if it crashes, hangs, or is no longer the one at `url`. */
export function createPopupPage({ contents, url, clock, log }: PopupPageParts): PopupPage {
  let state: 'loading' | 'ready' | 'gone' = 'loading';
  let isOurs = true;
  let open = false;
  let waiting: readonly Events['popup:shown'][] = [];

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
    if (!isOurs) return;
    state = 'ready';
    if (open && waiting.length === 0) waiting = [{}];
    if (open) deliver();
  });

  /** Returns what notes that the page was lost, loads it again unless that happens too often, and gives the losses of the last minute. */
  const loserOf = (most: number) => {
    let losses: readonly number[] = [];
    return (): number => {
      state = 'gone';
      losses = [...losses.filter((at) => clock.now() - at < MINUTE_MS), clock.now()];
      // Not inside the event that tells of the loss: Electron is still tearing down the old page and would crash (electron#51900).
      if (losses.length <= most) setImmediate(load);
      return losses.length;
    };
  };
  const crash = loserOf(MOST_CRASHES);
  const depart = loserOf(MOST_DEPARTURES);

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (contents.isDestroyed() || reason === 'clean-exit') state = 'gone';
    else log.warn('popup page gone', { reason, exitCode, inLastMinute: crash() });
  });

  // `about:blank` and a changed fragment or query need no request, so Electron asks nobody before it shows them.
  const look = (address: string) => {
    isOurs = address === url;
    if (!isOurs) log.warn('popup shows another page', { inLastMinute: depart() });
  };
  contents.on('did-navigate', (_event, address) => {
    state = 'loading';
    look(address);
  });
  contents.on('did-navigate-in-page', (_event, address, isMainFrame) => {
    if (isMainFrame) look(address);
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
