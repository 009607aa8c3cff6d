/** One request that a scripted fetch received. */
interface ScriptedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

export type Script = (request: ScriptedRequest, count: number) => Response | Promise<Response>;

/** Makes a fetch that answers from a script; `count` tells how many requests with the same method and path came before. */
export function createScriptedFetch(script: Script) {
  const requests: ScriptedRequest[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request: ScriptedRequest = {
      method: init?.method ?? 'GET',
      path: new URL(String(input)).pathname,
      headers: new Headers(init?.headers),
      body: String(init?.body ?? ''),
    };
    const count = requests.filter(({ method, path }) => method === request.method && path === request.path).length;
    requests.push(request);
    return script(request, count);
  };
  return { fetch, requests, paths: () => requests.map(({ method, path }) => `${method} ${path}`) };
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

export function html(status = 200): Response {
  return new Response('<!doctype html>', { status, headers: { 'Content-Type': 'text/html' } });
}

export function empty(status: number): Response {
  return new Response(null, { status });
}
