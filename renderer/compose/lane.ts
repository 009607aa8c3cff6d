/** Runs one piece of work after the other, in the order they came; a piece that fails stops no other. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a lane. Work in it must not wait for other work of the same lane. */
export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
