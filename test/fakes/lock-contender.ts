import { createInterface } from 'node:readline';
import { createInstanceLock } from '../../main/desktop/instance/instance-lock.ts';

// A process that takes and gives back the lock of a file as it is told, and says what came of it.
const [file = ''] = process.argv.slice(2);
const lock = createInstanceLock(file);

process.stdout.write('up\n');
createInterface({ input: process.stdin }).on('line', async (order) => process.stdout.write(`${await run(order)}\n`));

async function run(order: string): Promise<string> {
  if (order === 'acquire') return lock.acquire();
  if (order === 'acquire-and-forget') return acquireAndForget();
  lock.release();
  return 'done';
}

/** Takes the lock by a connection that nothing refers to when the garbage is collected. */
async function acquireAndForget(): Promise<string> {
  const taken = createInstanceLock(file).acquire();
  for (let turn = 0; turn < 5; turn++) {
    await new Promise(setImmediate);
    globalThis.gc?.();
  }
  return taken;
}
