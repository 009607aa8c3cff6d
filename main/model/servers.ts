/** The servers of Evo Voice: the default, and the one that logins which the default refuses may belong to. */
export const servers = ['team.evovoice.io', 'evovoice.io'] as const;
export const [defaultServer, otherServer] = servers;
