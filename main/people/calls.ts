import type { HandlersOf } from '../ipc/call.ts';
import type { Messages } from '../messages/messages.ts';
import { fail, ok } from '../model/failure.ts';
import type { peopleContract } from './contract.ts';
import { numberText } from './recipient.ts';

/** The calls about people: whom one has written to, found as their name or number is typed. */
export function createPeopleCalls({
  messages,
}: {
  readonly messages: () => Pick<Messages, 'suggest'> | undefined;
}): HandlersOf<typeof peopleContract> {
  return {
    'people:suggest'({ typed }) {
      const recent = messages()?.suggest(typed) ?? fail({ code: 'not-signed-in' });
      if (!recent.ok) return recent;
      return ok(
        recent.value.map(({ address, name, endpointId }) => ({
          number: address,
          numberText: numberText(address),
          name,
          lastLine: endpointId,
        })),
      );
    },
  };
}
