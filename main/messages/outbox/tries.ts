import type { Clock } from '../../clock.ts';

/** Tries one message may have within a minute, whatever ends its waits. */
const most = 5;
const withinMs = 60_000;

/** Counts the tries of each message by time that passes, whatever the wall clock does; `onFree`: a message that had used them up may be tried again. */
export function createTries({ clock, onFree }: { readonly clock: Clock; readonly onFree: () => void }) {
  const counts = new Map<number, number>();
  const isUsedUp = (id: number): boolean => (counts.get(id) ?? 0) >= most;

  return {
    /** A try begins: something that may send the message, or list for it. */
    begin(id: number): void {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      clock.setTimer(withinMs, () => {
        const wasUsedUp = isUsedUp(id);
        const left = (counts.get(id) ?? 0) - 1;
        if (left > 0) counts.set(id, left);
        else counts.delete(id);
        if (wasUsedUp) onFree();
      });
    },
    isUsedUp,
  };
}

export type Tries = ReturnType<typeof createTries>;
