import * as v from 'valibot';
import type { Line } from './contract.ts';
import type { Sender } from './evo-voice/client.ts';
import { numberText } from './recipient.ts';

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

/** Lines kept from an earlier run, so that From is filled while offline; anything unreadable counts as none. */
export function readStoredLines(note: unknown): readonly Line[] {
  const lines = v.safeParse(stored, note);
  return lines.success ? lines.output : [];
}
