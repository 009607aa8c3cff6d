import { appName } from './app.ts';
import { messageCount } from './counts.ts';

/** The tray's menu, and the text over its icon. */
export const trayWords = {
  newMessage: 'New message',
  undo: (recipient: string) => `Undo: ${recipient}`,
  needsAttention: (recipient: string) => `Needs attention: ${recipient}`,
  more: (count: number) => `${count} more…`,
  settings: 'Settings',
  quit: 'Quit',
  tooltip: (needAttention: number) =>
    needAttention === 0 ? appName : `${appName}: ${messageCount(needAttention)} ${needAttention === 1 ? 'needs' : 'need'} attention`,
} as const;
