/** Where the child can be killed, in the order of a message's life. Each is a moment between two things that must not be lost. */
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

/** When the child ends: at the n-th time it comes to a step, or `ms` after its start, killed from outside. */
export type Death = { readonly step: Step; readonly nth: number } | { readonly ms: number };

/** One text to send. */
export interface Text {
  readonly to: string;
  readonly text: string;
  /** ms of the undo window. */
  readonly holdMs: number;
}

/** What one run of the child is told. */
export interface Run {
  readonly file: string;
  readonly url: string;
  readonly userName: string;
  readonly password: string;
  readonly endpointId: string;
  readonly texts: readonly Text[];
  /** The step it kills itself at; undefined: none. */
  readonly death?: { readonly step: Step; readonly nth: number };
  /** True: the last run, which goes on until nothing moves any more and then tells all rows. */
  readonly finish: boolean;
  /** Breaks the promise on purpose: the request starts before the row is `sending` on disk, and no row is looked up before it is sent. */
  readonly sabotage: boolean;
}

/** One row as it is on the disk at the end. */
export interface Row {
  readonly text: string;
  readonly state: string;
  readonly serverId: string;
  /** False: pulled from the service. */
  readonly own: boolean;
}

/** What the child says, one JSON line each. */
export type Said = { readonly stored: string } | { readonly ready: true } | { readonly rows: readonly Row[]; readonly integrity: string };
