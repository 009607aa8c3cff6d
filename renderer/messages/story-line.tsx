import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MessageItem } from '../../main/contract.ts';
import { type Circumstances, longMs, storyOf } from './story.ts';

/** The story of a message under its text; it tells by itself when a request has been out for long. */
export function StoryLine({ item, account, rows, now }: { readonly item: MessageItem } & Circumstances) {
  const { since } = item;
  const later = useSignal(0);

  useEffect(() => {
    if (since === undefined) return;
    const timer = setTimeout(
      () => {
        later.value = Date.now();
      },
      Math.min(Math.max(since + longMs - Date.now(), 0), longMs) + 100,
    );
    return () => clearTimeout(timer);
  }, [since, later]);

  const story = storyOf(item, { account, rows, now: Math.max(now, later.value) });
  return story === undefined ? null : <p class="story">{story}</p>;
}
