import { useSignal } from '@preact/signals';
import { elementScroll, observeElementOffset, observeElementRect, type Range, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

type ListVirtualizer = Virtualizer<HTMLDivElement, HTMLLIElement>;

interface VirtualizerUse {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly keys: readonly number[];
  /** px a row takes before it has been measured. */
  readonly estimate: number;
  /** A row that stays in the document although it is out of view, so that it keeps the focus. */
  readonly pinned: number;
  /** Whether `keys` begins with the newest of all. */
  readonly complete: boolean;
}

/**
 * The rows to draw of a long list. Rows added or dropped above what is in view do not move it; at the very top new rows
 * push the others down, as one expects of a list that starts with the newest.
 */
export function useVirtualizer({ scroller, keys, estimate, pinned, complete }: VirtualizerUse): ListVirtualizer {
  const drawn = useSignal(0);
  drawn.value;

  const options = (atTop: boolean) => ({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index: number) => keys[index] ?? index,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    overscan: 6,
    anchorTo: atTop ? ('start' as const) : ('end' as const),
    rangeExtractor: (range: Range) => {
      const first = Math.max(0, range.startIndex - range.overscan);
      const last = Math.min(range.count - 1, range.endIndex + range.overscan);
      const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
      if (pinned < 0 || (pinned >= first && pinned <= last)) return indexes;
      return pinned < first ? [pinned, ...indexes] : [...indexes, pinned];
    },
    onChange: () => {
      drawn.value = drawn.peek() + 1;
    },
  });

  const [virtualizer] = useState<ListVirtualizer>(() => new Virtualizer(options(true)));
  virtualizer.setOptions(options(complete && (virtualizer.scrollOffset ?? 0) < estimate / 2));

  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
