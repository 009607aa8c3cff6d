import type { MenuItemConstructorOptions } from 'electron';

/** A message as the tray speaks of it. */
export interface TrayMessage {
  readonly id: number;
  /** The history `id` belongs to: in another one it may be another message. */
  readonly historyId: string;
  /** The recipient as a person writes it, or the name. */
  readonly recipient: string;
}

/** All the tray shows. */
export interface TrayState {
  /** Electron's spelling; shown beside "New message" when it works. */
  readonly hotkey?: string;
  /** Messages that can still be undone, newest first. */
  readonly held: readonly TrayMessage[];
  /** Messages that need the person (failed, unknown, review), newest first. */
  readonly failures: readonly TrayMessage[];
}

/** What the menu leads to. */
export interface TrayActions {
  compose(): void;
  undo(message: TrayMessage): void;
  failures(): void;
  settings(): void;
  quit(): void;
}

/** Items of one kind in the menu; a longer list is for the popup. */
const MOST_ITEMS = 5;

/** The tray's menu for a state. Labels are for people; a recipient's `&` is doubled since a menu reads it as a key. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const { held, failures, hotkey } = state;
  const shortcut = hotkey ? { accelerator: hotkey, registerAccelerator: false } : {};
  return [
    { label: 'New message', click: () => actions.compose(), ...shortcut },
    ...held.slice(0, MOST_ITEMS).map((message) => ({ label: `Undo: ${plain(message.recipient)}`, click: () => actions.undo(message) })),
    { type: 'separator' },
    ...failures
      .slice(0, MOST_ITEMS)
      .map(({ recipient }) => ({ label: `Needs attention: ${plain(recipient)}`, click: () => actions.failures() })),
    ...(failures.length > MOST_ITEMS ? [{ label: `${failures.length - MOST_ITEMS} more…`, click: () => actions.failures() }] : []),
    ...(failures.length > 0 ? [{ type: 'separator' } as const] : []),
    { label: 'Settings', click: () => actions.settings() },
    { type: 'separator' },
    { label: 'Quit', click: () => actions.quit() },
  ];
}

/** The words over the icon. */
export function trayTooltip({ failures }: TrayState): string {
  if (failures.length === 0) return 'Evo Quick Send';
  return `Evo Quick Send: ${failures.length === 1 ? '1 message needs' : `${failures.length} messages need`} attention`;
}

function plain(recipient: string): string {
  return recipient.slice(0, 40).replaceAll('&', '&&');
}
