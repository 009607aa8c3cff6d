import type { Rectangle, Size } from 'electron';

/** DIP kept free between the popup and the edges of the work area. */
const MARGIN = 8;

/**
 * Where the popup goes within a work area: beside the tray icon it was opened from, otherwise in the middle of the upper part;
 * smaller than wanted where it would not fit. All in DIP, whole numbers, good for one show only: displays come and go
 * (electron-platform.md 5.4). Linux gives tray icons no bounds; an empty anchor counts as none.
 */
export function placePopup(wanted: Size, workArea: Rectangle, anchor?: Rectangle): Rectangle {
  const width = Math.min(wanted.width, Math.max(1, workArea.width - 2 * MARGIN));
  const height = Math.min(wanted.height, Math.max(1, workArea.height - 2 * MARGIN));
  const free = { x: workArea.width - width, y: workArea.height - height };
  const margin = { x: Math.min(MARGIN, free.x / 2), y: Math.min(MARGIN, free.y / 2) };
  const offset = anchor?.width ? beside(anchor, workArea, width, free) : { x: free.x / 2, y: free.y / 3 };
  return {
    x: Math.round(workArea.x + clamp(offset.x, margin.x, free.x - margin.x)),
    y: Math.round(workArea.y + clamp(offset.y, margin.y, free.y - margin.y)),
    width: Math.floor(width),
    height: Math.floor(height),
  };
}

/** Centred on the icon, at the edge of the work area that is nearer to it; the caller keeps the margin. */
function beside(anchor: Rectangle, workArea: Rectangle, width: number, free: { x: number; y: number }) {
  const middle = { x: anchor.x + anchor.width / 2 - workArea.x, y: anchor.y + anchor.height / 2 - workArea.y };
  return { x: middle.x - width / 2, y: middle.y < workArea.height / 2 ? 0 : free.y };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
