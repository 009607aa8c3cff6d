import { describe, expect, test } from 'vitest';
import { firstLaunchAction, type LaunchAction, laterLaunchAction, parseFlags, runLaunchAction } from '../../main/launch.ts';

describe('parseFlags', () => {
  test('reads every flag', () => {
    const flags = parseFlags(['--compose', '--to=+1 555 000 1111', '--text=Hi = there', '--session=s-1', '--toggle', '--hidden', '--quit']);
    expect(flags).toMatchObject({ compose: true, toggle: true, hidden: true, quit: true });
    expect(flags.prefill).toEqual({ to: '+1 555 000 1111', text: 'Hi = there', sessionId: 's-1' });
  });

  test('passes over what Chromium and Electron add', () => {
    const flags = parseFlags(['.', '--allow-file-access-from-files', '--no-sandbox', '-x', '--user-data-dir=/tmp/a', '--TOGGLE', '']);
    expect(flags).toMatchObject({ compose: false, toggle: true, userDataDir: '/tmp/a' });
  });

  test('takes a recipient or a text for --compose', () => {
    expect(parseFlags(['--to=5550001111']).compose).toBe(true);
    expect(parseFlags(['--text=']).compose).toBe(false);
  });

  test('keeps a text as it is: lines, blanks, any script', () => {
    const text = '  أهلا\n\tΩ 😀 -- --to=x  ';
    expect(parseFlags([`--text=${text}`]).prefill.text).toBe(text);
  });

  test('drops a recipient too long to be one, rather than to cut a number out of it', () => {
    expect(parseFlags([`--to=${'1'.repeat(201)}`]).prefill.to).toBeUndefined();
  });

  test('takes the last of two and nothing after --', () => {
    expect(parseFlags(['--to=1', '--to=2', '--', '--to=3', '--quit'])).toMatchObject({ quit: false, prefill: { to: '2' } });
  });
});

describe('what a start asks for', () => {
  const home = { hasAccount: true, reachable: true };
  const actions = (argv: readonly string[], at = home) => [
    firstLaunchAction(parseFlags(argv), at).kind,
    laterLaunchAction(parseFlags(argv)).kind,
  ];

  test.each([
    [[], ['stay-hidden', 'show']],
    [['--hidden'], ['stay-hidden', 'stay-hidden']],
    [['--toggle'], ['show', 'toggle']],
    [['--compose'], ['show', 'show']],
    [
      ['--to=1', '--toggle', '--hidden'],
      ['show', 'show'],
    ],
    [
      ['--quit', '--compose'],
      ['quit', 'quit'],
    ],
  ])('%j: %j on the first and on a later start', (argv, expected) => {
    expect(actions(argv)).toEqual(expected);
  });

  test('shows itself on a plain first start without an account or without a tray', () => {
    expect(actions([], { hasAccount: false, reachable: true })[0]).toBe('show');
    expect(actions([], { hasAccount: true, reachable: false })[0]).toBe('show');
    expect(actions(['--hidden'], { hasAccount: false, reachable: false })[0]).toBe('stay-hidden');
  });

  test('hands the prefill over', () => {
    expect(laterLaunchAction(parseFlags(['--to=1', '--text=a']))).toEqual({
      kind: 'show',
      prefill: { to: '1', text: 'a', sessionId: undefined },
    });
  });
});

describe('running what a start asks for', () => {
  test.each<[LaunchAction, string]>([
    [{ kind: 'show', prefill: { to: '1' } }, 'show {"view":"compose","prefill":{"to":"1"}}'],
    [{ kind: 'toggle' }, 'toggle'],
    [{ kind: 'quit' }, 'quit'],
    [{ kind: 'stay-hidden' }, ''],
  ])('%j does %j', (action, expected) => {
    const done: string[] = [];
    const popup = { show: (shown: unknown) => done.push(`show ${JSON.stringify(shown)}`), toggle: () => done.push('toggle') };
    runLaunchAction(action, { popup, quit: () => done.push('quit') });
    expect(done.join()).toBe(expected);
  });
});
