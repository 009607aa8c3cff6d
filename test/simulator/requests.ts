import { type Answer, failure } from './answers.ts';
import type { Call } from './call.ts';
import { type JsvDialect, readJsv } from './jsv-reader.ts';
import type { Request } from './operations/operation.ts';
import type { Route } from './routes.ts';
import { type MembersShape, readMembers, readScalar, type Shape } from './shapes.ts';
import type { Switches } from './switches.ts';

/**
 * Reads an operation's request from body, query and path; later ones override earlier ones. A body that does not parse, or a value of a wrong
 * type, is a 400.
 */
export function readRequest(call: Call, route: Route, switches: Switches): { request: Request } | { refusal: Answer } {
  const shape = route.operation.request;
  const dialect = { quotedKeys: switches.library === '8.5' };
  try {
    const withoutBody = call.verb === 'GET' || (call.chunked && switches.chunkedBody === 'empty');
    const body = withoutBody ? {} : readBody(call, shape, dialect);
    return { request: { ...body, ...readPairs(call.query, shape, dialect), ...route.params } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Could not deserialize '${call.contentType}' request using ${route.operation.name}: ${reason}`;
    return { refusal: failure(400, 'SerializationException', message) };
  }
}

/** Reads the body by its content type; the service silently ignores a body of an unknown type. */
function readBody(call: Call, shape: MembersShape, dialect: JsvDialect): Request {
  if (call.body === '') return {};
  switch (call.contentType) {
    case 'application/json':
      return readJson(JSON.parse(call.body), shape) as Request;
    case 'text/jsv':
    case 'application/jsv':
      return readJsv(call.body, shape, dialect) as Request;
    case 'application/x-www-form-urlencoded':
      return readPairs(new URLSearchParams(call.body), shape, dialect);
    default:
      return {};
  }
}

/** Reads name-value pairs: lists are JSV, joined by commas; values of a repeated name are joined by a comma as well. */
function readPairs(pairs: URLSearchParams, shape: MembersShape, dialect: JsvDialect): Request {
  const joined = [...new Set(pairs.keys())].map((name) => [name, pairs.getAll(name).join(',')] as const);
  const given = joined.filter(([, value]) => value !== '');
  return readMembers(given, shape, (value, expected) => (expected === 'string' ? value : readJsv(value, expected, dialect)));
}

function readJson(value: unknown, shape: Shape): unknown {
  if (value === null) return null;
  if (typeof shape === 'string') {
    if (typeof value === 'object') throw new SyntaxError(`A ${shape} was expected.`);
    return readScalar(String(value), shape);
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) throw new SyntaxError('A list was expected.');
    return value.map((element) => readJson(element, shape.list));
  }
  if (typeof value !== 'object' || Array.isArray(value)) throw new SyntaxError('An object was expected.');
  return readMembers(Object.entries(value), shape, readJson);
}
