/** ms that a call may take, from connecting to the last byte of the answer; a send may take longer. */
export const callLimitMs = 30_000;

/**
 * ms between two calls while nothing else happens. Together with the limit of a call, fewer than 60 s pass before a service that stops answering, or
 * answers again, is noticed.
 */
export const askEveryMs = 25_000;
