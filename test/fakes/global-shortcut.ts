import type { GlobalShortcut } from 'electron';

/** The key grabs of one desktop; `taken` belong to other programs, `broken` make Electron throw. */
export function createGlobalShortcut({ taken = [], broken = [] }: { taken?: string[]; broken?: string[] } = {}) {
  const grabs = new Map<string, () => void>();
  return {
    register: (accelerator, callback) => {
      if (broken.includes(accelerator)) throw new TypeError('Error processing argument at index 0, conversion failure');
      if (taken.includes(accelerator) || grabs.has(accelerator)) return false;
      grabs.set(accelerator, callback);
      return true;
    },
    unregister: (accelerator) => {
      grabs.delete(accelerator);
    },
    press: (accelerator: string) => grabs.get(accelerator)?.(),
    grabbed: () => [...grabs.keys()],
    taken,
  } satisfies Pick<GlobalShortcut, 'register' | 'unregister'> & Record<string, unknown>;
}
