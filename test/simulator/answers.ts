/** The answer of an operation, before it is written in the format the caller asked for. */
export interface Answer {
  readonly status: number;
  /** Reason phrase; the standard one when absent. */
  readonly reason?: string;
  /** A data object, written as JSON or JSV. */
  readonly dto?: unknown;
  /** A text with its own content type, whatever the caller asked for. */
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** `Set-Cookie` lines in place of those the call would get anyway. */
  readonly cookies?: readonly string[];
}

/** What is wrong with one field; ServiceStack writes `fieldName` in PascalCase. */
export interface FieldError {
  readonly errorCode: string;
  readonly fieldName: string;
  readonly message: string;
}

/** 200 with a data object. */
export function ok(dto: unknown): Answer {
  return { status: 200, dto };
}

/** A failure with the service's error object. */
export function failure(status: number, errorCode: string, message: string, errors: readonly FieldError[] = []): Answer {
  return { status, dto: { responseStatus: { errorCode, message, errors } } };
}

/** A failure in plain text. */
export function plain(status: number, content: string, reason?: string): Answer {
  return { status, reason, text: { type: 'text/plain', content } };
}

/** An HTML page, as a dashboard or a gateway sends it. */
export function page(status: number, title: string): Answer {
  const content = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, text: { type: 'text/html; charset=utf-8', content } };
}

/** 400 for a member that cannot be sent. What the real service answers here is not known; the code is a guess. */
export function badArgument(message: string): Answer {
  return failure(400, 'ArgumentException', message);
}

/** 404 for an object that the account does not have; the code is a guess. */
export function notFound(message: string): Answer {
  return failure(404, 'NotFound', message);
}
