/** The draft of the demo: a number from the range that is kept for fiction. */
export const draft = { to: '(202) 555-0172', text: 'Your table is ready. See you at 7!' } as const;

/** What the demo prints: the message as the service accepted it, in its own words. */
export interface Accepted {
  readonly id: string;
  readonly endpointId: string;
  readonly otherAddress: string;
  readonly text: string;
}

/** Takes those members out of what the simulator stored. Throws when it got anything but the one message of the draft. */
export function acceptedMessage(sent: readonly Accepted[]): Accepted {
  const [message] = sent;
  if (!message || sent.length > 1) throw new Error(`The service got ${sent.length} messages instead of one.`);
  const { id, endpointId, otherAddress, text } = message;
  return { id, endpointId, otherAddress, text };
}
