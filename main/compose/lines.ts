import * as v from 'valibot';
import type { Account } from '../account/account.ts';
import { plainFailure } from '../evo-voice/outcomes.ts';
import type { Messages } from '../messages/messages.ts';
import { fail, ok, type Result } from '../model/failure.ts';
import type { Line } from '../model/line.ts';
import { numberText } from '../people/recipient.ts';

/** Under which key the lines of the account are kept in its history, so that From is filled at a start without a network. */
const linesKey = 'lines';

const stored = v.array(
  v.object({ endpointId: v.string(), name: v.string(), number: v.optional(v.string()), numberText: v.optional(v.string()) }),
);

/** The lines as the From field shows them, in the order of their names; one without a name is called by its number as people write it. */
function readable(lines: readonly Line[]): readonly Line[] {
  return lines
    .map((line) => {
      if (line.number === undefined) return line;
      const written = numberText(line.number);
      return { ...line, name: line.name === line.number ? written : line.name, numberText: written };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** What decides from which line to write to somebody. */
export interface LineChoice {
  /** The lines one may write from; empty where this login may not list them. */
  readonly lines: readonly Line[];
  /** The line chosen for new recipients; null: the one used last. */
  readonly chosen: string | null;
  readonly usedLast: string | undefined;
}

/** The first of some lines that one may write from; any where that is not known. */
export function usableLine({ lines }: Pick<LineChoice, 'lines'>, ...wanted: readonly (string | undefined)[]): string | undefined {
  return wanted.find((id) => id !== undefined && (lines.length === 0 || lines.some((line) => line.endpointId === id)));
}

/** The line for somebody never met: the chosen default, else the one used last, else the first. */
export function lineForNew({ lines, chosen, usedLast }: LineChoice): string | undefined {
  const isListed = lines.some((line) => line.endpointId === chosen);
  return usableLine({ lines }, isListed && chosen !== null ? chosen : undefined, usedLast) ?? lines[0]?.endpointId;
}

/** What the lines need of the signed-in account. */
interface LinesParts {
  readonly account: Pick<Account, 'messages' | 'client' | 'user' | 'noticeFailure'>;
  /** The line chosen for new recipients. */
  readonly chosen: () => string | null;
}

/** The lines of whoever is signed in, kept in their history. */
export function createLines({ account, chosen }: LinesParts) {
  /** Those kept from an earlier answer; anything unreadable counts as none. */
  function kept(): readonly Line[] {
    const read = account.messages()?.readValue(linesKey);
    const lines = v.safeParse(stored, read?.ok ? read.value : undefined);
    return lines.success ? lines.output : [];
  }

  return {
    kept,
    /** Asks the service for them, and gives those kept where it does not answer. Errors: `not-signed-in`, and those of the service. */
    async list(): Promise<Result<readonly Line[]>> {
      const client = account.client();
      if (!client) return fail({ code: 'not-signed-in' });
      const user = account.user();
      const listed = user && (await client.lines(user));
      // Whoever signed in meanwhile has other lines, and another history to keep them in.
      if (account.client() !== client) return fail({ code: 'not-signed-in' });
      if (!listed?.ok) {
        if (listed) account.noticeFailure(listed.error, client);
        const lines = kept();
        return lines.length > 0 || !listed ? ok(lines) : fail(plainFailure(listed.error));
      }
      const found = readable(listed.value);
      account.messages()?.writeValue(linesKey, found);
      return ok(found);
    },
    /** What decides from which of them to write. */
    choice(messages: Messages): LineChoice {
      const usedLast = messages.lastLine();
      return { lines: kept(), chosen: chosen(), usedLast: usedLast.ok ? usedLast.value : undefined };
    },
  };
}

export type Lines = ReturnType<typeof createLines>;
