import type { Point, Rectangle, Size } from 'electron';

/** Distance between the popup and the edges of the work area, in DIP. */
const MARGIN = 8;

/**
 * Returns the popup's bounds within a work area, in whole DIP: next to the tray icon it was opened from (`anchor`), otherwise centred in
 * the upper part; smaller than wanted if it would not fit. Compute them for each show, since displays and their scaling change. An empty
 * `anchor`, which is what Linux reports for tray icons, counts as none.
 */
export function placePopup(wanted: Size, workArea: Rectangle, anchor?: Rectangle): Rectangle {
  return placeAt(wanted, workArea, ({ width }, free) =>
    anchor?.width ? beside(anchor, workArea, width, free) : { x: free.x / 2, y: free.y / 3 },
  );
}

/**
 * Returns the bounds of a popup that is shown, in whole DIP, after its work area has changed: where it is, or as near to that as it fits;
 * smaller than wanted only as long as it would not fit.
 */
export function keepInside({ x, y }: Rectangle, wanted: Size, workArea: Rectangle): Rectangle {
  return placeAt(wanted, workArea, () => ({ x: x - workArea.x, y: y - workArea.y }));
}

/** Puts it at an offset within the work area, or as near to that as it fits. `free` is how far it can be moved. */
function placeAt(wanted: Size, workArea: Rectangle, offsetOf: (size: Size, free: Point) => Point): Rectangle {
  const width = Math.min(wanted.width, Math.max(1, workArea.width - 2 * MARGIN));
  const height = Math.min(wanted.height, Math.max(1, workArea.height - 2 * MARGIN));
  const free = { x: workArea.width - width, y: workArea.height - height };
  const margin = { x: Math.min(MARGIN, free.x / 2), y: Math.min(MARGIN, free.y / 2) };
  const offset = offsetOf({ width, height }, free);
  return {
    x: Math.round(workArea.x + clamp(offset.x, margin.x, free.x - margin.x)),
    y: Math.round(workArea.y + clamp(offset.y, margin.y, free.y - margin.y)),
    width: Math.floor(width),
    height: Math.floor(height),
  };
}

/** Centred on the icon, at the top or bottom edge, whichever is nearer. */
function beside(anchor: Rectangle, workArea: Rectangle, width: number, free: Point): Point {
  const middle = { x: anchor.x + anchor.width / 2 - workArea.x, y: anchor.y + anchor.height / 2 - workArea.y };
  return { x: middle.x - width / 2, y: middle.y < workArea.height / 2 ? 0 : free.y };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** Whether two rectangles are the same place. */
export function isSameRectangle(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
