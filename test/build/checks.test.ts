import path from 'node:path';
import { expect, test } from 'vitest';
import { readReport, sum } from '../../build/checks.mjs';
import { folderWith } from './temporary-folder.ts';

const report = (content: string) => path.join(folderWith({ 'report.json': content }), 'report.json');
const counts = JSON.stringify({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] });

test('the counts of a run are those of its report', () => {
  expect(readReport(report(counts), 0)).toEqual({ passed: 5, failed: 0, skipped: 1, failures: [] });
});

test('a run that failed without a failed test counts one: a file did not load, or a rejection was not handled', () => {
  expect(readReport(report(counts), 1)).toEqual({ passed: 5, failed: 1, skipped: 1, failures: [expect.stringContaining('no test did')] });
});

test('each failed test is named with what it said, and so is a file that did not load', () => {
  const testResults = [
    {
      name: path.resolve('test/a.test.ts'),
      message: '',
      assertionResults: [
        { fullName: 'adds', status: 'failed', failureMessages: ['expected 2 to be 3'] },
        { fullName: 'takes away', status: 'passed', failureMessages: [] },
      ],
    },
    { name: path.resolve('test/b.test.ts'), message: 'Unexpected token', assertionResults: [] },
  ];
  const { failures } = readReport(report(JSON.stringify({ ...JSON.parse(counts), numFailedTests: 1, testResults })), 1);
  expect(failures).toEqual([
    `${path.join('test', 'a.test.ts')}: adds\nexpected 2 to be 3`,
    `${path.join('test', 'b.test.ts')}\nUnexpected token`,
  ]);
});

test('a run that ended without a report counts as one failure', () => {
  expect(readReport(report('{"numPassedT'), 1)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('runs are added up', () => {
  expect(
    sum([
      { passed: 1, failed: 0, skipped: 2, failures: [] },
      { passed: 3, failed: 1, skipped: 0, failures: ['a test'] },
    ]),
  ).toEqual({ passed: 4, failed: 1, skipped: 2, failures: ['a test'] });
});
