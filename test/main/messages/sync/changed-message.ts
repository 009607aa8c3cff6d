import type { MessageInfo } from '../../../../main/evo-voice/dtos.ts';
import { ann, line } from '../fake-service.ts';
import { type Harness, value } from '../harness.ts';

/** A text, and what services make of it. */
export const text = '“Yes” – we’re  open 👍';
export const straightened = '"Yes" - we\'re open ?';

export const rowsOf = async (harness: Harness) => value(await harness.messages.page({ search: '', limit: 100 })).items;

/** A message on our line, to the same person, that somebody else sent. */
export const another = (change: Partial<MessageInfo>): Omit<MessageInfo, 'id' | 'date'> => ({
  direction: 'Outgoing',
  endpointId: line,
  otherAddress: ann,
  ...change,
});

/** Pulls until nothing is left to pull. */
export async function pull(harness: Harness): Promise<void> {
  harness.messages.stopPull();
  harness.messages.startPull();
  for (let look = 0; look < 6; look++) {
    await harness.clock.advance(31_000);
    await harness.idle();
  }
}
