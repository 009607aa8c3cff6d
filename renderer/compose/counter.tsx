import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { LONGEST_TEXT } from '../../main/model/message.ts';
import { countSegments, type SegmentCount } from './segments.ts';
import type { ComposeState } from './state.ts';

/** ms after the last key before SMS parts are counted: the count may lag, the typing may not. */
const countAfter = 120;

function inWords({ units, capacity, parts }: SegmentCount): string {
  return `${units}/${capacity} - ${parts} SMS`;
}

/** Characters and about how many SMS the text makes; characters alone in a chat session, which is no SMS. */
export function Counter({ compose }: { readonly compose: ComposeState }) {
  const text = compose.text.value;
  const plain = compose.sessionId.value !== undefined;
  const counted = useSignal<(SegmentCount & { readonly of: string }) | undefined>(undefined);
  const countable = !plain && text !== '' && text.length <= LONGEST_TEXT;

  useEffect(() => {
    if (!countable) return;
    let current = true;
    const timer = setTimeout(async () => {
      const count = await countSegments(text);
      if (current) counted.value = { ...count, of: text };
    }, countAfter);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, countable, counted]);

  const count = counted.value;
  return (
    <p class="counter" title="About: the service and the carrier have the last word.">
      {countable && count !== undefined && count.parts > 0
        ? inWords(count)
        : text === ''
          ? ''
          : `${text.length.toLocaleString('en-US')} characters`}
    </p>
  );
}
