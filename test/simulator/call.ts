import type { IncomingHttpHeaders } from 'node:http';

/** A request, read to its end. */
export interface Call {
  readonly verb: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Media type of the body in lower case, without parameters; '' when none was given. */
  readonly contentType: string;
  readonly body: string;
  /** The body came without a Content-Length. */
  readonly chunked: boolean;
}
