import { appName } from './app.ts';
import { messageCount } from './counts.ts';
import { foreignText, plainText, shorten } from './foreign-text.ts';

/** Characters of a name that a menu shows at most. */
const longestName = 40;

const menuName = (name: string): string => foreignText(shorten(plainText(name), longestName));

/** The tray's menu, and the text over its icon. */
export const trayWords = {
  newMessage: 'New message',
  undo: (recipient: string) => `Undo: ${menuName(recipient)}`,
  needsAttention: (recipient: string) => `Needs attention: ${menuName(recipient)}`,
  more: (count: number) => `${count} more…`,
  settings: 'Settings',
  quit: 'Quit',
  tooltip: (needAttention: number) =>
    needAttention === 0 ? appName : `${appName}: ${messageCount(needAttention)} ${needAttention === 1 ? 'needs' : 'need'} attention`,
} as const;
