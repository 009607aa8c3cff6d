import path from 'node:path';
import { expect, test } from 'vitest';
import { readReport, sum } from '../../build/checks.mjs';
import { folderWith } from './temporary-folder.ts';

const report = (content: string) => path.join(folderWith({ 'report.json': content }), 'report.json');
const counts = JSON.stringify({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 });

test('the counts of a run are those of its report', () => {
  expect(readReport(report(counts), 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
});

test('a run that failed without a failed test counts one: a file did not load, or a rejection was not handled', () => {
  expect(readReport(report(counts), 1)).toEqual({ passed: 5, failed: 1, skipped: 1 });
});

test('a run that ended without a report counts as one failure', () => {
  expect(readReport(report('{"numPassedT'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('runs are added up', () => {
  expect(
    sum([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 3, failed: 1, skipped: 0 },
    ]),
  ).toEqual({ passed: 4, failed: 1, skipped: 2 });
});
