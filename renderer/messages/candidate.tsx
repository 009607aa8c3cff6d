import type { MessageItem } from '../../main/model/message.ts';
import { actionLabels, candidateWords } from '../../main/words/messages.ts';
import { fullTime, isoTime, shortTime } from '../../main/words/times.ts';
import type { ListActions } from './actions.ts';

/** Asks whether a message of the service is the one in this row, although the service changed it; nothing where there is none. `now` in ms. */
export function Candidate({ item, act, now }: { readonly item: MessageItem; readonly act: ListActions['act']; readonly now: number }) {
  const { candidate } = item;
  if (candidate === undefined) return null;
  return (
    <fieldset class="choices" aria-label={candidateWords.question}>
      <figure class="candidate">
        <blockquote class="text" dir="auto">
          {candidate.text}
        </blockquote>
        <figcaption>
          {candidateWords.origin}{' '}
          <time dateTime={isoTime(candidate.at)} title={fullTime(candidate.at)}>
            {shortTime(candidate.at, now)}
          </time>
          {candidateWords.afterTime}
        </figcaption>
      </figure>
      {(['is-this-it', 'is-not-it'] as const).map((action) => (
        <button key={action} type="button" onClick={() => void act(item, action)}>
          {actionLabels[action]}
        </button>
      ))}
    </fieldset>
  );
}
