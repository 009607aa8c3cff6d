import { writeSync } from 'node:fs';
import process from 'node:process';
import { flipOne, readReference } from './flip-one.ts';
import { makeReference } from './reference.ts';
import type { ChildReport, ChildTask } from './steps.ts';

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
const report = (each: ChildReport) => writeSync(1, `${JSON.stringify(each)}\n`);
// It must not outlive the test.
process.stdin.resume().once('close', () => process.exit(2));

if (task.kind === 'make') await makeReference(task.folder);
else {
  const known = readReference(task.folder);
  for (let nth = task.from; nth < task.to; nth++) {
    report({ begins: nth });
    report(await flipOne(task, known, nth, task.again && nth === task.from));
  }
}
process.exit(0);
