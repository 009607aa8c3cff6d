/** How a text goes out by SMS: units used, units that fit in so many parts, and the parts. */
export interface SegmentCount {
  readonly units: number;
  readonly capacity: number;
  readonly parts: number;
}

const sizes = { 'GSM-7': { alone: 160, part: 153 }, 'UCS-2': { alone: 70, part: 67 } } as const;

/**
 * Counts the SMS parts of a text of at most 1,600 characters. The calculator (36 kB, up to 10 ms a long text) is loaded
 * at the first call, so that neither start nor typing waits for it.
 */
export async function countSegments(text: string): Promise<SegmentCount> {
  const { SegmentedMessage } = await import('sms-segments-calculator');
  const message = new SegmentedMessage(text);
  const parts = text === '' ? 0 : message.segmentsCount;
  const encoding = message.encodingName;
  const units = encoding === 'UCS-2' ? text.length : message.numberOfCharacters;
  const { alone, part } = sizes[encoding];
  return { units, capacity: parts > 1 ? parts * part : alone, parts };
}
