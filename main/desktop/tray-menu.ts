import type { MenuItemConstructorOptions } from 'electron';
import { trayWords } from '../words/tray.ts';

/** A message in the tray's menu. */
export interface TrayMessage {
  readonly id: number;
  /** The history that `id` belongs to; in another history the same id is another message. */
  readonly historyId: string;
  /** The recipient's name, or the number as a person writes it. */
  readonly recipient: string;
}

/** What the tray shows. */
export interface TrayState {
  /** The hotkey in Electron's spelling, if it works; shown next to "New message". */
  readonly hotkey?: string;
  /** Messages that can still be undone, newest first. */
  readonly held: readonly TrayMessage[];
  /** Messages that need the person (failed, unknown, review), newest first. */
  readonly failures: readonly TrayMessage[];
}

/** The actions of the menu. */
export interface TrayActions {
  compose(): void;
  undo(message: TrayMessage): void;
  failures(): void;
  settings(): void;
  quit(): void;
}

/** The menu shows at most this many messages of a kind; the popup shows all. */
const MOST_ITEMS = 5;

/** The tray's menu. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const { held, failures, hotkey } = state;
  const shortcut = hotkey ? { accelerator: hotkey, registerAccelerator: false } : {};
  return [
    { label: trayWords.newMessage, click: () => actions.compose(), ...shortcut },
    ...held
      .slice(0, MOST_ITEMS)
      .map((message) => ({ label: literal(trayWords.undo(message.recipient)), click: () => actions.undo(message) })),
    { type: 'separator' },
    ...failures
      .slice(0, MOST_ITEMS)
      .map(({ recipient }) => ({ label: literal(trayWords.needsAttention(recipient)), click: () => actions.failures() })),
    ...(failures.length > MOST_ITEMS ? [{ label: trayWords.more(failures.length - MOST_ITEMS), click: () => actions.failures() }] : []),
    ...(failures.length > 0 ? [{ type: 'separator' } as const] : []),
    { label: trayWords.settings, click: () => actions.settings() },
    { type: 'separator' },
    { label: trayWords.quit, click: () => actions.quit() },
  ];
}

/** The text shown when the pointer is over the icon. */
export function trayTooltip({ failures }: TrayState): string {
  return trayWords.tooltip(failures.length);
}

/** A label as it is: menus take a single `&` for the mark of an access key. */
function literal(label: string): string {
  return label.replaceAll('&', '&&');
}
