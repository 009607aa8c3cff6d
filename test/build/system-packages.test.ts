import { describe, expect, test } from 'vitest';
import { installedPackages, isMet } from '../../build/system-packages.mjs';

const none = () => false;

describe('a need is met', () => {
  const gtk = { packages: ['libgtk-3-0t64', 'libgtk-3-0'] };
  const xServer = { command: 'Xvfb', packages: ['xvfb'] };

  test.each(['libgtk-3-0t64', 'libgtk-3-0'])('by either name of a library: %s', (name) => {
    expect(isMet(gtk, new Set([name]), none)).toBe(true);
  });

  test('by a command from anywhere', () => {
    expect(isMet(xServer, new Set(), (command) => command === 'Xvfb')).toBe(true);
  });

  test('not when neither the package nor the command is there', () => {
    expect(isMet(gtk, new Set(['libgtk2.0-0']), none)).toBe(false);
    expect(isMet(xServer, new Set(), none)).toBe(false);
  });

  test('without dpkg only commands can be missing', () => {
    expect(isMet(gtk, undefined, none)).toBe(true);
    expect(isMet(xServer, undefined, none)).toBe(false);
  });
});

test('a removed package that kept its configuration is not installed', () => {
  const status =
    'Package: xvfb\nStatus: install ok installed\n\nPackage: openbox\nStatus: deinstall ok config-files\n\nPackage: make\nStatus: install ok installed\n';
  expect([...installedPackages(status)]).toEqual(['xvfb', 'make']);
});
