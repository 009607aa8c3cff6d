import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MessageItem } from '../../main/model/message.ts';
import { type Circumstances, changesAt, storyOf } from './story.ts';

/** The longest time, in ms, after which a story is told anew: a clock that was set must not keep it waiting. */
const longestMs = 40_000;

/** The story of a message under its text; it changes by itself when its time has come. */
export function StoryLine({ item, account, rows, now }: { readonly item: MessageItem } & Circumstances) {
  const at = changesAt(item);
  const later = useSignal(0);

  useEffect(() => {
    if (at === undefined) return;
    const tell = () => {
      later.value = Date.now();
    };
    const timer = setTimeout(tell, Math.min(Math.max(at - Date.now(), 0) + 100, longestMs));
    return () => clearTimeout(timer);
  }, [at, later]);

  const story = storyOf(item, { account, rows, now: Math.max(now, later.value) });
  return story === undefined ? null : <p class="story">{story}</p>;
}
