import type { MessageItem } from '../../main/model/message.ts';
import type { ListActions } from './actions.ts';
import { fullTime, isoTime, shortTime } from './times.ts';

const question = 'Is this it?';

/** Asks whether a message of the service is the one in this row, although the service changed it; nothing where there is none. `now` in ms. */
export function Candidate({ item, act, now }: { readonly item: MessageItem; readonly act: ListActions['act']; readonly now: number }) {
  const { candidate } = item;
  if (candidate === undefined) return null;
  return (
    <fieldset class="cures" aria-label={question}>
      <figure class="candidate">
        <blockquote class="text" dir="auto">
          {candidate.text}
        </blockquote>
        <figcaption>
          On the server,{' '}
          <time dateTime={isoTime(candidate.at)} title={fullTime(candidate.at)}>
            {shortTime(candidate.at, now)}
          </time>
          . {question}
        </figcaption>
      </figure>
      <button type="button" onClick={() => void act(item, 'is-this-it')}>
        Yes, this is it
      </button>
      <button type="button" onClick={() => void act(item, 'is-not-it')}>
        No
      </button>
    </fieldset>
  );
}
