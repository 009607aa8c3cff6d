import type { Rectangle } from 'electron';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepInside, placePopup } from '../../../main/desktop/placement.ts';

const popup = { width: 420, height: 560 };

describe('placePopup', () => {
  test.each([
    ['a plain display', { x: 0, y: 0, width: 1920, height: 1080 }, { x: 750, y: 173, ...popup }],
    ['one below a panel', { x: 0, y: 32, width: 1280, height: 768 }, { x: 430, y: 101, ...popup }],
    ['one left of and above the first', { x: -1920, y: -200, width: 1920, height: 1080 }, { x: -1170, y: -27, ...popup }],
    ['a scaled one, with odd DIP', { x: 1537, y: 0, width: 1365, height: 767 }, { x: 2010, y: 69, ...popup }],
    ['one that is too low', { x: 0, y: 0, width: 800, height: 480 }, { x: 190, y: 8, width: 420, height: 464 }],
    ['one that is too narrow as well', { x: 10, y: 20, width: 320, height: 240 }, { x: 18, y: 28, width: 304, height: 224 }],
  ])('centres it in the upper part of %s', (_name, workArea, expected) => {
    expect(placePopup(popup, workArea)).toEqual(expected);
  });

  const workArea = { x: 0, y: 25, width: 1440, height: 835 };

  test.each([
    ['a menu bar above', { x: 1000, y: 0, width: 24, height: 24 }, { x: 802, y: 33 }],
    ['the right end of it', { x: 1430, y: 0, width: 24, height: 24 }, { x: 1012, y: 33 }],
    ['a taskbar below', { x: 700, y: 862, width: 24, height: 24 }, { x: 502, y: 292 }],
    ['no place, as on Linux', { x: 0, y: 0, width: 0, height: 0 }, { x: 510, y: 117 }],
  ])('puts it beside a tray icon in %s', (_name, anchor, expected) => {
    expect(placePopup(popup, workArea, anchor)).toMatchObject(expected);
  });

  const area = fc.record({
    x: fc.integer({ min: -5000, max: 5000 }),
    y: fc.integer({ min: -5000, max: 5000 }),
    width: fc.integer({ min: 1, max: 8000 }),
    height: fc.integer({ min: 1, max: 5000 }),
  });

  const isInside = ({ x, y, width, height }: Rectangle, workArea: Rectangle) => {
    expect([x, y, width, height].every(Number.isInteger)).toBe(true);
    expect(x).toBeGreaterThanOrEqual(workArea.x);
    expect(y).toBeGreaterThanOrEqual(workArea.y);
    expect(x + width).toBeLessThanOrEqual(workArea.x + workArea.width);
    expect(y + height).toBeLessThanOrEqual(workArea.y + workArea.height);
  };

  test('stays inside every work area, in whole numbers', () => {
    fc.assert(
      fc.property(area, fc.option(area, { nil: undefined }), (workArea, anchor) => {
        isInside(placePopup(popup, workArea, anchor), workArea);
      }),
    );
  });

  test('brings it back into whatever became of a work area, and leaves alone what is in it', () => {
    fc.assert(
      fc.property(area, area, (before, after) => {
        const moved = keepInside(placePopup(popup, before), popup, after);
        isInside(moved, after);
        expect(keepInside(moved, popup, after)).toEqual(moved);
      }),
    );
    const shown = { x: 400, y: 200, ...popup };
    expect(keepInside(shown, popup, { x: 0, y: 0, width: 1280, height: 800 })).toEqual(shown);
    expect(keepInside(shown, popup, { x: 0, y: 0, width: 1024, height: 700 })).toEqual({ ...shown, y: 132 });
  });
});
