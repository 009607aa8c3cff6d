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

/** Switches with named values; `main/evo-voice/README.md` tells what each stands for. */
export const choices = {
  role: {
    values: ['user-customer', 'user', 'manager', 'both', 'none'],
    help: 'roles of the login; both = User and Manager',
  },
  denial: {
    values: ['stock', 'empty', 'text', 'json', 'redirect'],
    help: 'body of a 401 and 403; stock = empty 401 (302 for an HTML Accept) and text 403',
  },
  loggedOutStatus: { values: ['200', '204'], help: 'GET /auth/status without a login' },
  acceptTextJsv: { values: ['json', 'jsv'], help: 'answer to Accept: text/jsv' },
  library: { values: ['6', '8.5'], help: 'library version; 8.5 sends authProvider and reads quoted JSV keys' },
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
    help: 'form of every date',
  },
  afterDate: { values: ['exclusive', 'inclusive', 'whole-day'], help: 'how afterDate compares; whole-day cuts it to midnight' },
  listing: { values: ['shown', 'never', 'refused'], help: 'whether a sent message is ever listed; refused = 403; see --list-delay-ms' },
  otherAddress: { values: ['e164', 'national', 'no-plus'], help: 'how otherAddress is written' },
  storedText: {
    values: ['verbatim', 'trimmed', 'lf', 'plain'],
    help: 'what becomes of the text; lf = CRLF turned to LF, plain = straight quotes, one blank for many, ? for an emoji',
  },
  equalPosts: { values: ['two', 'one'], help: 'messages that two equal POSTs make' },
  cookieRotation: { values: ['on', 'off'], help: 'whether a login issues new session ids' },
  ssOpt: { values: ['required', 'ignored'], help: 'whether a remembered session is lost without ss-opt' },
  chunkedBody: { values: ['empty', 'read'], help: 'a body without Content-Length; empty = taken for no body' },
  unknownRoute: { values: ['404', 'dashboard'], help: 'an unknown path; dashboard = 200 with an HTML page' },
  otherVerbs: { values: ['405', 'send'], help: 'PUT, PATCH and DELETE /messages' },
  userAgentFilter: { values: ['off', 'on'], help: '403 for no User-Agent or one that begins with curl/' },
  totals: { values: ['on', 'off'], help: 'totals in the list envelope; off = as with simplifiedPaging' },
  unknownEnums: { values: ['off', 'on'], help: 'enum values that are not documented' },
  unknownMembers: { values: ['off', 'on'], help: 'members that are not documented' },
  nulls: { values: ['left-out', 'written'], help: 'null members in JSON' },
  credentialsLogin: { values: ['on', 'off'], help: 'off = only HTTP Basic signs in' },
  history: { values: ['sample', 'empty'], help: 'messages and the chat session to begin with' },
} as const satisfies Record<string, Choice>;

/** Switches with a number. */
export const amounts = {
  listDelayMs: { value: 0, min: 0, help: 'ms until a sent message is listed' },
  slowMs: { value: 90_000, min: 0, help: 'ms that the faults slow and late wait' },
  retryAfterS: { value: 1, min: 0, help: 'seconds in Retry-After' },
  sessionCalls: { value: 0, min: 0, help: 'calls after which a login expires; 0 = never' },
  maxBody: { value: 1_600, min: 1, help: 'most characters (UTF-16) a text may have' },
  datesBehindMs: { value: 0, min: 0, help: "ms that the date of a sent message is behind the server's own clock" },
  clockOffsetMs: { value: 0, min: Number.MIN_SAFE_INTEGER, help: "ms the server's clock is ahead" },
  seed: { value: 1, min: 0, help: 'start of the random draw among several faults' },
} as const satisfies Record<string, Amount>;

type Choices = { readonly [K in keyof typeof choices]: (typeof choices)[K]['values'][number] };
type Amounts = { readonly [K in keyof typeof amounts]: number };

/** Every switch of the simulator; all but `history` and `seed` may change while it runs. */
export interface Switches extends Choices, Amounts {
  /** What happens to each send: one name, or several to draw from (a name given twice is twice as likely). */
  readonly fault: readonly Fault[];
}

/** The defaults: the service as it is documented, and otherwise as a stock ServiceStack server behaves. */
export const defaultSwitches = {
  ...mapValues(choices, (choice) => choice.values[0]),
  ...mapValues(amounts, (amount) => amount.value),
  fault: [faultNames[0]],
} as unknown as Switches;

function mapValues<T, R>(table: Record<string, T>, of: (entry: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, of(entry)]));
}
