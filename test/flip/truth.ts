import type { SendMessage } from '../../main/evo-voice/dtos.ts';
import type { RecentRecipient } from '../../main/messages/store/recipients.ts';
import type { ListedDraft } from '../../main/model/draft.ts';
import type { Message } from '../../main/model/message.ts';
import type { Reference } from './reference.ts';
import type { Part } from './steps.ts';
import type { DraftVersion } from './versions.ts';

/** What of a message never changes. */
const lasting = ({ at, address, endpointId, sessionId, text }: Message): string =>
  JSON.stringify([at, address, endpointId, sessionId, text]);

const requestKey = ({ toAddress, endpointId, sessionId, body }: SendMessage): string =>
  JSON.stringify([toAddress, endpointId, sessionId, body]);

const excerptOf = (text: string): string => [...text].slice(0, 300).join('');

/** States in which a message may leave without the person doing anything. */
const leaves = ({ state, dueAt = 0, nextAt = 0 }: Message, until: number): boolean =>
  (state === 'queued' && nextAt <= until) || (state === 'scheduled' && dueAt <= until);

/** What was true of a history. A broken log may bring back what it was before; a broken file may not. */
export function createTruth({ versions, stored, ids, finalIds, now }: Reference, part: Part) {
  const messages = new Map(Object.entries(versions.messages).map(([id, all]) => [Number(id), part === 'whole' ? all.slice(-1) : all]));
  const all = [...messages.values()].flat().map((version) => JSON.parse(version) as Message);
  const allLasting = new Set(all.map(lasting));
  const drafts = Object.values(versions.drafts)
    .flat()
    .map((version) => JSON.parse(version) as DraftVersion);
  const people = new Set(Object.values(versions.people).flat());
  const storedTexts = new Set(stored.filter(({ direction }) => direction === 'Outgoing').map(({ text }) => text));
  const waiting = all.filter((message) => leaves(message, now + 200_000));
  // What may be pulled: what the service had, and what has been sent since.
  const listed = new Set([
    ...stored.map(({ otherAddress, text }) => JSON.stringify([otherAddress, text])),
    ...waiting.map(({ address, text }) => JSON.stringify([address, text])),
  ]);
  const mayLeave = new Set(
    waiting.flatMap(({ target, text }) =>
      target
        ? [
            requestKey({
              ...(target.kind === 'sms' ? { toAddress: target.toAddress, endpointId: target.endpointId } : { sessionId: target.sessionId }),
              body: text,
            }),
          ]
        : [],
    ),
  );

  return {
    /** What is wrong with a message that was shown. */
    faultsOfShown(message: Message, exact: boolean): readonly string[] {
      const isTrue = exact
        ? messages.get(message.id)?.includes(JSON.stringify(message))
        : allLasting.has(lasting(message)) || listed.has(JSON.stringify([message.address, message.text])) || message.text === 'one more';
      return isTrue ? [] : [`shown changed${exact ? '' : ' after the start'}: ${JSON.stringify(message)}`];
    },

    faultsOfPerson(person: RecentRecipient, exact: boolean): readonly string[] {
      const isKnown = exact ? people.has(JSON.stringify(person)) : all.some(({ address }) => address === person.address);
      return isKnown || person.address === '+12025559999' ? [] : [`person changed: ${JSON.stringify(person)}`];
    },

    faultsOfDraft({ to, excerpt, at }: ListedDraft, exact: boolean): readonly string[] {
      const isTrue = drafts.some((draft) => draft.to === to && excerptOf(draft.text) === excerpt && (!exact || draft.at === at));
      return isTrue ? [] : [`draft changed: ${JSON.stringify({ to, excerpt, at })}`];
    },

    /** What is wrong with what went out. */
    faultsOfSent(requests: readonly SendMessage[]): readonly string[] {
      const texts = requests.map(({ body }) => body).filter((body) => body !== 'one more');
      const faults = requests.filter((request) => request.body !== 'one more' && !mayLeave.has(requestKey(request)));
      return [
        ...faults.map((request) => `sent but never waiting: ${JSON.stringify(request)}`),
        ...texts.filter((text, n) => texts.indexOf(text) !== n || storedTexts.has(text)).map((text) => `sent twice: ${text}`),
      ];
    },

    /** Messages that are neither shown nor said to be damaged. What a broken log dropped cannot be known. */
    hidden(shown: ReadonlySet<number>, said: readonly string[]): readonly string[] {
      const expected = part === 'whole' ? finalIds : ids;
      const gone = expected.filter((id) => !shown.has(id));
      return said.length > 0 ? [] : gone.map((id) => `hidden: ${messages.get(id)?.at(-1)}`);
    },

    /** How many of the messages that can be read a search missed, of those that contain its words as they are. */
    missedBy(search: string, found: readonly Message[], readable: ReadonlySet<number>): number {
      const ids = new Set(found.map(({ id }) => id));
      return [...messages].filter(([id, versions]) => {
        const text = (JSON.parse(versions.at(-1) ?? '') as Message).text;
        return readable.has(id) && !ids.has(id) && search.split(' ').every((word) => text.includes(word));
      }).length;
    },
  };
}

export type Truth = ReturnType<typeof createTruth>;
