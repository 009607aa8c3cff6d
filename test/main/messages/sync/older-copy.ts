import { ann, line } from '../fake-service.ts';
import { createHarness } from '../harness.ts';

/** A harness whose file is an older copy: the message waits in it, though the service has it. */
export function olderCopy() {
  const harness = createHarness();
  harness.messages.pause('offline');
  const id = harness.submit('hello');
  const sent = () => harness.service.keep({ direction: 'Outgoing', endpointId: line, otherAddress: ann, text: 'hello' });
  return { harness, id, sent };
}
