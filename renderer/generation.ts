/** Tells answers that are still wanted from those that come too late. */
export interface Generation {
  /** Gives a function that is true until the next `renew`. */
  readonly check: () => () => boolean;
  /** From now on, what was asked for before is no longer wanted. */
  readonly renew: () => void;
}

/** Makes the first generation. */
export function createGeneration(): Generation {
  let current = 0;
  return {
    check: () => {
      const mine = current;
      return () => mine === current;
    },
    renew: () => {
      current += 1;
    },
  };
}
