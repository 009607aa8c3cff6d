const unstorable = /[\0\p{Cs}]/u;

/** A text that SQLite keeps as it is: NUL and lone surrogates replaced by U+FFFD. */
export const storable = (text: string): string => (unstorable.test(text) ? text.replace(/[\0\p{Cs}]/gu, '\ufffd') : text);

/** The text again as JSON where `storable` lost something, null otherwise; `restored` takes it back. */
export const exactText = (text: string): string | null => (unstorable.test(text) ? JSON.stringify(text) : null);

/** The text that was stored, from its two columns. */
export const restored = (text: string, exact: string | undefined): string => (exact === undefined ? text : (JSON.parse(exact) as string));
