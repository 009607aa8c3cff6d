import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { LONGEST_TEXT } from '../../main/model/message.ts';
import { counterWords } from '../../main/words/compose.ts';
import { countSegments, type SegmentCount } from './segments.ts';
import type { ComposeState } from './state.ts';

/** ms after the last key before SMS parts are counted: the count may lag, the typing may not. */
const countAfter = 120;

/** The characters of a text and about how many SMS it makes; only the characters in a chat session, which sends no SMS. */
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
    <p class="counter" title={counterWords.hint}>
      {countable && count !== undefined && count.parts > 0
        ? counterWords.segments(count)
        : text === ''
          ? ''
          : counterWords.characters(text.length)}
    </p>
  );
}
