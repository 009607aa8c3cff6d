/** How often the computer is asked whether it has a network, in ms; main gets no event for it (electron-platform.md 6). */
const ASK_EVERY_MS = 5_000;

/** Tells when the computer's network goes and comes; "no network" is reliable, "network" only means that trying makes sense. */
export function watchNetwork(parts: {
  readonly isOnline: () => boolean;
  readonly onLost: () => void;
  readonly onBack: () => void;
}): () => void {
  let online = parts.isOnline();
  const timer = setInterval(() => {
    const now = parts.isOnline();
    if (now === online) return;
    online = now;
    if (now) parts.onBack();
    else parts.onLost();
  }, ASK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
