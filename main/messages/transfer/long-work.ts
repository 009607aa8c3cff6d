import { fail, ok, type Result } from '../../model/failure.ts';
import type { WorkProgress } from '../../model/work-progress.ts';

/** How a piece of work ended: what is told beside its state. */
export type WorkEnd = Omit<Partial<WorkProgress>, 'state' | 'kind'> & { readonly cancelled: boolean };

/** Runs one long piece of work at a time; its end, good or bad, is told as progress, so that whoever begins it need not wait. */
export function createLongWork(onProgress: (progress: WorkProgress) => void) {
  let running: AbortController | undefined;

  return {
    /** Begins work on a file. Error: `not-possible-now` while other work runs. */
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
    /** Asks the work that runs to stop. */
    cancel(): void {
      running?.abort();
    },
  };
}

export type LongWork = ReturnType<typeof createLongWork>;
