import type { Net, PowerMonitor } from 'electron';
import type { Clock } from '../clock.ts';
import type { Account } from './account.ts';

/** How often to check for a network, in ms: Electron's main process has no event for it. */
const ASK_EVERY_MS = 5_000;

/** What watching the computer needs. */
interface SystemWatchParts {
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly net: Pick<Net, 'isOnline'>;
  readonly account: Pick<Account, 'messages' | 'client' | 'noticeFailure' | 'reconnectNow'>;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/** Tells the account when the computer goes to sleep or wakes up, and when its network is lost or comes back. */
export function watchSystem({ powerMonitor, net, account, clock }: SystemWatchParts): void {
  powerMonitor.on('suspend', () => account.messages()?.pause('suspended'));
  powerMonitor.on('resume', () => {
    account.messages()?.resume('suspended');
    account.reconnectNow();
  });

  // `isOnline` is reliable only when false; true means that it is worth trying.
  let wasOnline = net.isOnline();
  const look = () => {
    const isOnline = net.isOnline();
    if (isOnline !== wasOnline) {
      wasOnline = isOnline;
      if (isOnline) account.reconnectNow();
      else account.noticeFailure({ code: 'offline' }, account.client());
    }
    clock.setTimer(ASK_EVERY_MS, look);
  };
  clock.setTimer(ASK_EVERY_MS, look);
}
