/** Runs one task after the other, in the order they came; one that fails stops no other. */
export type OneAtATime = <T>(task: () => Promise<T>) => Promise<T>;

/** Makes the function that runs tasks one at a time. A task must not wait for another that it runs by the same function. */
export function createOneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine.catch(() => undefined);
    return mine;
  };
}
