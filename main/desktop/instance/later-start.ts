import * as v from 'valibot';
import { text } from '../../ipc/call.ts';

/** The data that goes from a later start to the running instance: in base64, because characters outside Latin-1 get lost (seen on Electron 33). */
const handedOver = v.strictObject({ argv: v.pipe(text(40_000), v.base64()) });

const commandLine = v.pipe(v.array(text(30_000)), v.maxLength(10_000));

/** Packs a command line into what another start can hand over. */
export function packArguments(argv: readonly string[]): v.InferOutput<typeof handedOver> {
  return { argv: Buffer.from(JSON.stringify(argv)).toString('base64') };
}

/** Reads the command line that a later start packed. Any program of this user can send data; what no start packs counts as no flags. */
export function unpackArguments(data: unknown): readonly string[] {
  const received = v.safeParse(handedOver, data);
  if (!received.success) return [];
  const argv = v.safeParse(commandLine, readJson(Buffer.from(received.output.argv, 'base64').toString()));
  return argv.success ? argv.output : [];
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
