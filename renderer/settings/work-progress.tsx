import type { BadLine, WorkProgress } from '../../main/model/work-progress.ts';
import { say } from '../../main/words/failures.ts';
import { workWords } from '../../main/words/work.ts';

/** Bad lines that are shown one by one; more are counted. */
const shownLines = 5;

/** Long work while it runs, with a way to cancel it, and what came of it. */
export function WorkProgressView({ work, onCancel }: { readonly work: WorkProgress; readonly onCancel: () => void }) {
  return work.state === 'running' ? <RunningWork work={work} onCancel={onCancel} /> : <EndedWork work={work} />;
}

function RunningWork({ work, onCancel }: { readonly work: WorkProgress; readonly onCancel: () => void }) {
  const { kind, done, total } = work;
  return (
    <div class="work-progress">
      <label for="work">{workWords.running({ kind, done, total })}</label>
      <div class="row">
        <progress id="work" value={total === undefined ? undefined : done} max={total ?? 1} />
        {kind !== 'pull' && (
          <button type="button" onClick={onCancel}>
            {workWords.cancel}
          </button>
        )}
      </div>
    </div>
  );
}

function EndedWork({ work: { kind, state, done, path, failure, damaged, badLines = [] } }: { readonly work: WorkProgress }) {
  return (
    <div class="work-progress" role="note">
      {state === 'finished' && <p>{workWords.finished({ kind, done, path })}</p>}
      {damaged !== undefined && <p>{workWords.leftOut(damaged)}</p>}
      {state === 'cancelled' && <p>{workWords.cancelled(done)}</p>}
      {state === 'failed' && <p class="error">{failure === undefined ? workWords.failed : say(failure)}</p>}
      {badLines.length > 0 && <BadLines lines={badLines} />}
    </div>
  );
}

function BadLines({ lines }: { readonly lines: readonly BadLine[] }) {
  return (
    <>
      <p>{workWords.badLines(lines.length)}</p>
      <ul class="bad-lines">
        {lines.slice(0, shownLines).map(({ line, reason }) => (
          <li key={line}>{workWords.badLine(line, reason)}</li>
        ))}
        {lines.length > shownLines && <li>{workWords.moreBadLines(lines.length - shownLines)}</li>}
      </ul>
    </>
  );
}
