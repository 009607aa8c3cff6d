import { type Fault, faultNames } from './faults.ts';

interface Choice {
  /** The first one is the default. */
  readonly values: readonly [string, ...string[]];
  readonly help: string;
}

interface Amount {
  readonly value: number;
  readonly min: number;
  readonly help: string;
}

/** Switches with named values; a number in the help is the row of evo-voice-api.md 6.3 it stands for. */
export const choices = {
  role: {
    values: ['user-customer', 'user', 'manager', 'both', 'none'],
    help: '1: roles of the login; both = User and Manager',
  },
  denial: {
    values: ['stock', 'empty', 'text', 'json', 'redirect'],
    help: '2: body of a 401 and 403; stock = empty 401 (302 for an HTML Accept) and text 403',
  },
  loggedOutStatus: { values: ['200', '204'], help: '3: GET /auth/status without a login' },
  acceptTextJsv: { values: ['json', 'jsv'], help: '4: answer to Accept: text/jsv' },
  library: { values: ['6', '8.5'], help: '5: library version; 8.5 sends authProvider and reads quoted JSV keys' },
  dateFormat: {
    values: [
      'iso-7',
      'iso',
      'iso-ms',
      'iso-offset',
      'iso-offset-west',
      'iso-offset-compact',
      'iso-no-zone',
      'day',
      'wcf',
      'wcf-unspecified',
      'wcf-offset',
      'wcf-escaped',
      'blank',
      'unix-s',
      'unix-ms',
      'minimum',
    ],
    help: '6: form of every date (evo-voice-api.md 5.6)',
  },
  afterDate: { values: ['exclusive', 'inclusive', 'whole-day'], help: '7: how afterDate compares; whole-day cuts it to midnight' },
  listing: { values: ['shown', 'never', 'refused'], help: '8: whether a sent message is ever listed; refused = 403; see --list-delay-ms' },
  otherAddress: { values: ['e164', 'national', 'no-plus'], help: '9: how otherAddress is written' },
  storedText: {
    values: ['verbatim', 'trimmed', 'lf', 'plain'],
    help: '9: what becomes of the text; lf = CRLF turned to LF, plain = straight quotes, one blank for many, ? for an emoji',
  },
  equalPosts: { values: ['two', 'one'], help: '11: messages that two equal POSTs make' },
  cookieRotation: { values: ['on', 'off'], help: '12: whether a login issues new session ids' },
  ssOpt: { values: ['required', 'ignored'], help: '12: whether a remembered session is lost without ss-opt' },
  chunkedBody: { values: ['empty', 'read'], help: '13: a body without Content-Length; empty = taken for no body' },
  unknownRoute: { values: ['404', 'dashboard'], help: '14: an unknown path; dashboard = 200 with an HTML page' },
  otherVerbs: { values: ['405', 'send'], help: '15: PUT, PATCH and DELETE /messages' },
  userAgentFilter: { values: ['off', 'on'], help: '16: 403 for no User-Agent or one that begins with curl/' },
  totals: { values: ['on', 'off'], help: '17: totals in the list envelope; off = as with simplifiedPaging' },
  unknownEnums: { values: ['off', 'on'], help: '17: enum values no document names' },
  unknownMembers: { values: ['off', 'on'], help: '17: members no document names' },
  nulls: { values: ['left-out', 'written'], help: '17: null members in JSON' },
  credentialsLogin: { values: ['on', 'off'], help: 'off = only HTTP Basic signs in' },
  history: { values: ['sample', 'empty'], help: 'messages and the chat session to begin with' },
} as const satisfies Record<string, Choice>;

/** Switches with an amount. */
export const amounts = {
  listDelayMs: { value: 0, min: 0, help: '8: ms until a sent message is listed' },
  slowMs: { value: 90_000, min: 0, help: '10: ms that the faults slow and late wait' },
  retryAfterS: { value: 1, min: 0, help: '10: seconds in Retry-After' },
  sessionCalls: { value: 0, min: 0, help: '12: calls after which a login expires; 0 = never' },
  maxBody: { value: 1_600, min: 1, help: 'most characters (UTF-16) a text may have' },
  datesBehindMs: { value: 0, min: 0, help: "ms that the date of a sent message is behind the server's own clock" },
  clockOffsetMs: { value: 0, min: Number.MIN_SAFE_INTEGER, help: "ms the server's clock is ahead" },
  seed: { value: 1, min: 0, help: '10: start of the random draw among several faults' },
} as const satisfies Record<string, Amount>;

type Choices = { readonly [K in keyof typeof choices]: (typeof choices)[K]['values'][number] };
type Amounts = { readonly [K in keyof typeof amounts]: number };

/** Every switch of the simulator; all but `history` and `seed` may change while it runs. */
export interface Switches extends Choices, Amounts {
  /** What happens to each send: one name, or several to draw from (a name given twice is twice as likely). */
  readonly fault: readonly Fault[];
}

/** The switches as they stand without a word: the service as the documents describe it. */
export const defaultSwitches = {
  ...mapValues(choices, (choice) => choice.values[0]),
  ...mapValues(amounts, (amount) => amount.value),
  fault: [faultNames[0]],
} as unknown as Switches;

function mapValues<T, R>(table: Record<string, T>, of: (entry: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, of(entry)]));
}
