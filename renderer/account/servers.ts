import { defaultServer, servers } from '../../main/model/servers.ts';

/** The known servers that go with what is typed; all of them beside one that is complete. */
export function suggestedServers(typed: string): readonly string[] {
  const isComplete = servers.some((one) => one === typed);
  return servers.filter((one) => isComplete || one.includes(typed.trim().toLowerCase()));
}

/** A server's address as short as it may be typed. */
export function shownServer(baseUrl: string): string {
  return baseUrl.replace(/^https:\/\//, '');
}

/** Whether what is typed is the default server. */
export function isDefaultServer(typed: string): boolean {
  const address = typed.includes('://') ? typed.trim() : `https://${typed.trim()}`;
  return URL.canParse(address) && new URL(address).origin === `https://${defaultServer}`;
}
