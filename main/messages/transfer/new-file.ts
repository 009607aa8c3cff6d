import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** How a file's content came out: whole, or cancelled, which means that the file is not wanted. */
type Outcome = 'whole' | 'cancelled';

/**
 * Writes a file that only its owner can read. Until it is whole and on the disk it has a random name of its own in the same folder; only then does it
 * get its real name and take the place of a file that was there before. If `write` is cancelled or throws, nothing is left of it and the file before
 * stays as it was. Throws what the file system and `write` throw.
 */
export async function writeNewFile(file: string, write: (handle: FileHandle) => Promise<Outcome>): Promise<void> {
  // Short, because the name of the file may be as long as a name can be; and `wx` follows no link that somebody else put there.
  const part = path.join(path.dirname(file), `.${randomUUID()}.part`);
  const handle = await open(part, 'wx', 0o600);
  try {
    const outcome = await write(handle).finally(() => handle.close());
    if (outcome === 'whole') await rename(part, file);
    else await rm(part, { force: true });
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
