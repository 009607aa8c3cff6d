import * as v from 'valibot';
import type { Sender } from '../evo-voice/client.ts';
import type { Line } from '../ipc/contract.ts';
import { numberText } from '../people/recipient.ts';

const stored = v.array(
  v.object({ endpointId: v.string(), name: v.string(), number: v.optional(v.string()), numberText: v.optional(v.string()) }),
);

/** Senders as lines for the From field, those with a name first, in the order of their names. */
export function linesOf(senders: readonly Sender[]): readonly Line[] {
  return senders
    .map((sender) => ({
      endpointId: sender.endpointId,
      name: sender.displayName ?? (sender.phoneNumber && numberText(sender.phoneNumber)) ?? sender.endpointId,
      ...(sender.phoneNumber ? { number: sender.phoneNumber, numberText: numberText(sender.phoneNumber) } : {}),
    }))
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

/** Lines kept from an earlier run, so that From is filled while offline; anything unreadable counts as none. */
export function readStoredLines(note: unknown): readonly Line[] {
  const lines = v.safeParse(stored, note);
  return lines.success ? lines.output : [];
}
