/** What the app is called wherever a person reads it. */
export const appName = 'Evo Quick Send';

/** What the popup says wherever one is. */
export const popupWords = {
  settings: 'Settings',
  signingIn: 'Signing in…',
  suggestions: 'Suggestions',
} as const;
