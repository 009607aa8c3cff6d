import type { WorkProgress } from '../../main/model/work-progress.ts';
import { say } from '../../main/words/failures.ts';

const doing = { export: 'Exporting', import: 'Importing', pull: 'Fetching messages' } as const;
const done = { export: 'Exported', import: 'Imported', pull: 'Fetched' } as const;

/** Bad lines shown one by one; more are counted. */
const shownLines = 5;

function count(n: number): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? 'message' : 'messages'}`;
}

/** Long work as it goes on, with cancel, and what came of it. */
export function Work({ work, onCancel }: { readonly work: WorkProgress; readonly onCancel: () => void }) {
  const { kind, state, total, badLines = [], path, failure } = work;

  if (state === 'running') {
    return (
      <div class="work-progress">
        <label for="work">
          {doing[kind]}: {count(work.done)}
          {total !== undefined && ` of ${total.toLocaleString('en-US')}`}
        </label>
        <div class="row">
          <progress id="work" value={total === undefined ? undefined : work.done} max={total ?? 1} />
          {kind !== 'pull' && (
            <button type="button" onClick={onCancel}>
              Cancel
            </button>
          )}
        </div>
      </div>
    );
  }
  return (
    <div class="work-progress" role="note">
      {state === 'finished' && (
        <p>
          {done[kind]}: {count(work.done)}
          {path !== undefined && `, ${path}`}.
        </p>
      )}
      {state === 'cancelled' && <p>Cancelled after {count(work.done)}.</p>}
      {state === 'failed' && <p class="error">{failure === undefined ? 'It did not work.' : say(failure)}</p>}
      {badLines.length > 0 && (
        <>
          <p>
            {badLines.length === 1 ? 'One line could not be read:' : `${badLines.length.toLocaleString('en-US')} lines could not be read:`}
          </p>
          <ul class="bad-lines">
            {badLines.slice(0, shownLines).map(({ line, reason }) => (
              <li key={line}>
                Line {line.toLocaleString('en-US')}: {reason}
              </li>
            ))}
            {badLines.length > shownLines && <li>and {(badLines.length - shownLines).toLocaleString('en-US')} more.</li>}
          </ul>
        </>
      )}
    </div>
  );
}
