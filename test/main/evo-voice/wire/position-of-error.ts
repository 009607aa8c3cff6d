import { JsvError, parseJsv } from '../../../../main/evo-voice/wire/jsv-read.ts';
import type { WireType } from '../../../../main/evo-voice/wire/wire-type.ts';

/** Where parsing stopped, or undefined when it did not. */
export function positionOfError(text: string, type: WireType): number | undefined {
  try {
    parseJsv(text, type);
    return undefined;
  } catch (error) {
    if (error instanceof JsvError) return error.position;
    throw error;
  }
}
