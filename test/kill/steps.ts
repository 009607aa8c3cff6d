/** Where the child can be killed, in the order of a message's life. At each of these moments something could get lost or be done twice. */
export const steps = [
  'before-commit',
  'after-commit',
  'submitted',
  'hold-ended',
  'listing-before',
  'listing-after',
  'taken',
  'request-out',
  'request-answered',
  'outcome',
  'accepted',
  'refused',
  'not-processed',
  'outcome-unknown',
  'found',
  'not-found',
  'restarted',
  'pull-listed',
] as const;

export type Step = (typeof steps)[number];

/** When the child is killed: when it comes to a step for the n-th time, or `ms` after its start. */
export type Kill = { readonly step: Step; readonly nth: number } | { readonly ms: number };

/** One text to send. */
export interface Text {
  readonly to: string;
  readonly text: string;
  /** How long it is held for undo, in ms. */
  readonly holdMs: number;
}

/** What the child is told to do. */
export interface ChildTask {
  readonly file: string;
  readonly url: string;
  readonly userName: string;
  readonly password: string;
  readonly endpointId: string;
  readonly texts: readonly Text[];
  /** The step it kills itself at; undefined: none. */
  readonly kill?: { readonly step: Step; readonly nth: number };
  /** True: the last run, which goes on until nothing is pending any more and then reports all rows. */
  readonly finish: boolean;
  /** Breaks the promise on purpose: a restart sends again what was being sent, and nothing is found when it is looked up. */
  readonly sabotage: boolean;
}

/** A row as it is on the disk at the end. */
export interface Row {
  readonly text: string;
  readonly state: string;
  readonly serverId: string;
  /** False: pulled from the service. */
  readonly own: boolean;
}

/** What the child reports, one line of JSON each. */
export type ChildReport =
  | { readonly stored: string }
  | { readonly ready: true }
  | { readonly rows: readonly Row[]; readonly integrity: string };
