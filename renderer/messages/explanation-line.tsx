import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MessageItem } from '../../main/model/message.ts';
import { type Circumstances, explain, explanationChangesAt } from './explanation.ts';

/** ms after which an explanation is made anew in any case: a computer clock that was set back must not keep it waiting. */
const longestMs = 40_000;

/** Why a message is in its state, below its text; it changes by itself when its time has come. */
export function ExplanationLine({ item, account, rows, now }: { readonly item: MessageItem } & Circumstances) {
  const at = explanationChangesAt(item);
  const later = useSignal(0);

  useEffect(() => {
    if (at === undefined) return;
    const update = () => {
      later.value = Date.now();
    };
    const timer = setTimeout(update, Math.min(Math.max(at - Date.now(), 0) + 100, longestMs));
    return () => clearTimeout(timer);
  }, [at, later]);

  const explanation = explain(item, { account, rows, now: Math.max(now, later.value) });
  return explanation === undefined ? null : <p class="explanation">{explanation}</p>;
}
