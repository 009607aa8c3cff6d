/** How often a long test repeats itself: `full` times in `npm test`, a third as often in `npm run check`, which has to be quick. */
export function runs(full: number): number {
  return process.env.EVO_THOROUGH === undefined ? Math.ceil(full / 3) : full;
}
