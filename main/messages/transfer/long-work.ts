import { fail, ok, type Result } from '../../model/failure.ts';
import type { WorkProgress } from '../../model/work-progress.ts';

/** How a piece of work ended, apart from its state. */
export type WorkEnd = Omit<Partial<WorkProgress>, 'state' | 'kind'> & { readonly cancelled: boolean };

/** Runs long work on files, one piece at a time. How it ended, well or not, is reported as progress, so the caller need not wait for it. */
export function createLongWork(onProgress: (progress: WorkProgress) => void) {
  let running: AbortController | undefined;

  return {
    /** Starts work on a file. Error: `not-possible-now` while other work is running. */
    begin(kind: 'export' | 'import', path: string, run: (signal: AbortSignal) => Promise<Result<WorkEnd>>): Result<null> {
      if (running) return fail({ code: 'not-possible-now' });
      const mine = new AbortController();
      running = mine;
      const end = (last: Omit<Partial<WorkProgress>, 'kind'> & Pick<WorkProgress, 'state'>) => onProgress({ kind, done: 0, path, ...last });
      run(mine.signal)
        .then((result) => {
          if (!result.ok) return end({ state: 'failed', failure: result.error });
          const { cancelled, ...rest } = result.value;
          return end({ state: cancelled ? 'cancelled' : 'finished', ...rest });
        })
        .catch(() => end({ state: 'failed', failure: { code: 'internal' } }))
        .finally(() => {
          running = undefined;
        });
      return ok(null);
    },
    /** Tells the running work to stop. */
    cancel(): void {
      running?.abort();
    },
  };
}

export type LongWork = ReturnType<typeof createLongWork>;
