import { getAppConfig, getMySessions, listSettingsObjects } from './operations/app.ts';
import { authenticate, getAuthStatus } from './operations/authenticate.ts';
import { listEndpoints } from './operations/list-endpoints.ts';
import { listConversations, listMessages } from './operations/list-messages.ts';
import type { Operation } from './operations/operation.ts';
import { sendMessage } from './operations/send-message.ts';

/**
 * A path without a member comes before one with a member. Where operations share a path, an exact verb decides, and the last of them takes all
 * other verbs, as in the service: so `PUT /messages` means SendMessage.
 */
const operations: readonly Operation[] = [
  getAuthStatus,
  authenticate,
  listMessages,
  sendMessage,
  listConversations,
  listEndpoints,
  getMySessions,
  listSettingsObjects,
  getAppConfig,
];

/** The operation for a path and a verb. `format`: the one the path asks for, by suffix or by predefined route. */
export interface Route {
  readonly operation: Operation;
  readonly verbFits: boolean;
  readonly params: Readonly<Record<string, string>>;
  readonly format?: string;
  /** Called as `/{format}/reply/{Op}`, which answers JSV as `text/jsv`. */
  readonly predefined: boolean;
}

/** Finds the operation of a path; undefined when there is none. */
export function findRoute(verb: string, pathname: string): Route | undefined {
  const predefined = /^\/(?:(json|jsv)\/reply|api)\/(\w+)(?:\.(json|jsv))?$/.exec(pathname);
  if (predefined) {
    const operation = operations.find(({ name }) => name.toLowerCase() === predefined[2]?.toLowerCase());
    const format = predefined[3] ?? predefined[1];
    return (
      operation && { operation, verbFits: operation.verbs.includes(verb), params: {}, format, predefined: predefined[1] !== undefined }
    );
  }
  const [, path = pathname, format] = /^(.+?)\.(json|jsv|xml|csv)$/.exec(pathname) ?? [];
  const matches = operations.flatMap((operation) => {
    const params = operation.paths.map((pattern) => matchPath(pattern, path)).find((found) => found !== undefined);
    return params ? [{ operation, verbFits: operation.verbs.includes(verb), params, format, predefined: false }] : [];
  });
  return matches.find((match) => match.verbFits) ?? matches.at(-1);
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.replace(/(?<=.)\/$/, '').split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = decoded(actual);
    else if (part.toLowerCase() !== actual.toLowerCase()) return undefined;
  }
  return params;
}

/** A part of a path, percent-decoded; unchanged when that fails. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
