import { expect, test } from 'vitest';
import { displayServer } from '../../../main/desktop/display-server.ts';

const wayland = { XDG_SESSION_TYPE: 'wayland' };

test.each([
  ['a Mac', { platform: 'darwin' as const, env: {}, argv: [], electronVersion: '45.4.1' }, 'native'],
  ['X11', { env: { XDG_SESSION_TYPE: 'x11' }, argv: [], electronVersion: '45.4.1' }, 'x11'],
  ['nothing said', { env: {}, argv: [], electronVersion: '45.4.1' }, 'x11'],
  ['Wayland', { env: wayland, argv: [], electronVersion: '45.4.1' }, 'wayland'],
  ['Wayland, by its socket', { env: { WAYLAND_DISPLAY: 'wayland-0' }, argv: [], electronVersion: '38.0.0' }, 'wayland'],
  ['Wayland before Electron 38', { env: wayland, argv: [], electronVersion: '33.2.1' }, 'xwayland'],
  ['X11 asked for on Wayland', { env: wayland, argv: ['--ozone-platform=x11'], electronVersion: '45.4.1' }, 'xwayland'],
  ['Wayland asked for', { env: wayland, argv: ['--ozone-platform=wayland'], electronVersion: '33.2.1' }, 'wayland'],
  [
    'the last wish counts',
    { env: wayland, argv: ['--ozone-platform=wayland', '--ozone-platform=x11'], electronVersion: '45.4.1' },
    'xwayland',
  ],
] as const)('%s', (_name, surroundings, expected) => {
  expect(displayServer({ platform: 'linux', ...surroundings })).toBe(expected);
});
