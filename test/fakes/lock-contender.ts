import { createInterface } from 'node:readline';
import { createInstanceLock } from '../../main/desktop/instance/instance-lock.ts';

// A process that takes and gives back the lock of a file as it is told, and says what came of it.
const [file = ''] = process.argv.slice(2);
const lock = createInstanceLock(file);

process.stdout.write('up\n');
createInterface({ input: process.stdin }).on('line', async (order) => process.stdout.write(`${await obey(order)}\n`));

async function obey(order: string): Promise<string> {
  if (order === 'take') return lock.take();
  if (order === 'take-and-forget') return takeAndForget();
  lock.giveBack();
  return 'done';
}

/** Takes the lock by a connection that nothing refers to when the garbage is collected. */
async function takeAndForget(): Promise<string> {
  const taken = createInstanceLock(file).take();
  for (let turn = 0; turn < 5; turn++) {
    await new Promise(setImmediate);
    globalThis.gc?.();
  }
  return taken;
}
