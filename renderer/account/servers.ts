/** The servers of Evo Voice, the one most people use first. */
export const servers = ['team.evovoice.io', 'evovoice.io'] as const;

/** The known servers that go with what is typed; all the others beside one that is complete. */
export function suggestedServers(typed: string): readonly string[] {
  const complete = servers.some((one) => one === typed);
  return servers.filter((one) => one !== typed && (complete || one.includes(typed.trim().toLowerCase())));
}
