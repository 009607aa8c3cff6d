import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { countdownWords } from '../../main/words/messages.ts';

/** Whole seconds left until `until` (ms since 1970); hidden from screen readers, which would read every one of them. */
export function Countdown({ until }: { readonly until: number }) {
  const now = useSignal(Date.now());

  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
      if (now.value >= until) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until, now]);

  return <span aria-hidden="true">{countdownWords(Math.max(0, Math.ceil((until - now.value) / 1000)))}</span>;
}
