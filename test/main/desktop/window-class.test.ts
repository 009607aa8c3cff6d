import { expect, test } from 'vitest';
import { APP_ID, underWindowClass } from '../../../main/desktop/window-class.ts';
import { desktopName } from '../../../package.json';

test('on Linux a window is made under the name of the desktop entry, and the app has its own name again, come what may', () => {
  expect(desktopName).toBe(`${APP_ID}.desktop`);
  const names: string[] = [];
  const app = { setName: (name: string) => void names.push(name) };
  expect(underWindowClass(app, 'linux', () => names.at(-1))).toBe(APP_ID);
  expect(names.at(-1)).toBe('Evo Quick Send');
  const fail = (): never => {
    throw new Error('no display');
  };
  expect(() => underWindowClass(app, 'linux', fail)).toThrow('no display');
  expect(names.at(-1)).toBe('Evo Quick Send');
});

test('elsewhere the name stays', () => {
  const names: string[] = [];
  underWindowClass({ setName: (name) => void names.push(name) }, 'darwin', () => names);
  expect(names).toEqual([]);
});
