/** What is wrong with a server address; goes on after "It". */
export const serverMistakes = {
  empty: 'is empty',
  space: 'contains a space',
  noAddress: 'is not an address such as team.evovoice.io',
  scheme: 'must start with https://',
  credentials: 'contains a user name or a password; those have fields of their own',
  query: 'contains a question mark and a query after it; leave them out',
  fragment: 'contains a # and a fragment after it; leave them out',
  insecure: 'would show your password to the network',
} as const;

/** What we refuse ourselves before the service is asked. */
export const refusals = {
  colonInUserName: "A user name with a colon can't be used on this server.",
  noTarget: 'A message needs a session, or a line and a number.',
} as const;
