import { writeSync } from 'node:fs';
import Conf from 'conf';
import { openSettingsFile } from '../../../main/settings/settings-file.ts';

/** Writes settings without end, in the folder that is its argument, and prints a line before each write. */
const [, , folder = ''] = process.argv;
// It must not outlive the test.
process.stdin.resume().once('close', () => process.exit(2));
// As below a terminal that came as a snap.
process.env.SNAP = '/snap/terminal/1';
const open = () => new Conf<Record<string, unknown>>({ cwd: folder, configName: 'settings', projectName: 'x', clearInvalidConfig: true });
const file = openSettingsFile({ folder, open, hasHistory: false, onDamage: () => {}, clock: { now: () => 0 } });
/** Long enough for a write in place to be met in the middle. */
const filling = 'x'.repeat(1_000_000);

function write(count: number): void {
  writeSync(1, `${count}\n`);
  file.set('settings', { count, filling, end: count });
  setImmediate(write, count + 1);
}

write(1);
