import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeImage } from 'electron';
import { expect, test, vi } from 'vitest';
import { createTrayImages, trayImageName } from '../../../main/desktop/tray-images.ts';

const folder = join(import.meta.dirname, '../../../build/icons/tray');
const looks = [true, false].flatMap((darkPanel) => [true, false].map((attention) => ({ darkPanel, attention })));

test.each([
  ['linux', 'lightAttention.png', 'light.png', 'darkAttention.png', 'dark.png'],
  ['win32', 'trayAttention.ico', 'tray.ico', 'trayAttention.ico', 'tray.ico'],
  ['darwin', 'trayAttentionTemplate.png', 'trayTemplate.png', 'trayAttentionTemplate.png', 'trayTemplate.png'],
] as const)('every look on %s has its file', (platform, ...names) => {
  expect(looks.map((look) => trayImageName(platform, look))).toEqual(names);
  for (const name of names) expect(existsSync(join(folder, name))).toBe(true);
});

test.each([
  ['light.png', 22],
  ['dark@2x.png', 44],
  ['lightAttention@2x.png', 44],
  ['trayTemplate.png', 16],
  ['trayTemplate@2x.png', 32],
  ['window.png', 128],
])('%s is %i pixels wide', (name, width) => {
  // The width stands at byte 16 of a PNG file.
  expect(readFileSync(join(folder, name)).readUInt32BE(16)).toBe(width);
});

test('each image is read once', () => {
  const createFromPath = vi.fn((path: string) => ({ path }) as unknown as NativeImage);
  const image = createTrayImages({ folder: '/icons', platform: 'linux', createFromPath });
  expect(createFromPath).not.toHaveBeenCalled();
  expect(image({ darkPanel: true, attention: false })).toBe(image({ darkPanel: true, attention: false }));
  expect(createFromPath.mock.calls).toEqual([[join('/icons', 'light.png')]]);
});
