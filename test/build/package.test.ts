import { expect, test } from 'vitest';
import { checkRuntime, settingsOf } from '../../build/package.mjs';

const official = { version: '45.4.1', dist: '/e/dist', executable: '/e/dist/electron', env: {}, isOfficial: true };
const fallback = { ...official, version: '33.2.1', isOfficial: false };

test('production is not packaged with the fallback Electron, and is told what to do', () => {
  expect(() => checkRuntime('production', fallback, false)).toThrow(
    /fallback Electron 33\.2\.1.*npm run setup -- --official.*--allow-fallback-runtime/,
  );
});

test.each([
  ['production with the official one', 'production', official, false],
  ['production with the fallback, where that was asked for', 'production', fallback, true],
  ['the test flavour with the fallback', 'test', fallback, false],
])('%s is packaged', (_what, flavour, runtime, allowed) => {
  expect(() => checkRuntime(flavour, runtime, allowed)).not.toThrow();
});

test('what is built with the fallback says so in its name, and lies where it always does', () => {
  expect(settingsOf('production', fallback)).toMatchObject({
    'directories.output': 'dist',
    artifactName: `\${name}-\${version}-\${arch}-fallback-electron-33.2.1.\${ext}`,
  });
  expect(settingsOf('production', official)).not.toHaveProperty('artifactName');
});

test('each flavour knows itself; the inspector is for the test flavour alone', () => {
  for (const [flavour, inspect] of [
    ['production', false],
    ['test', true],
  ] as const) {
    expect(settingsOf(flavour, official)).toMatchObject({
      'extraMetadata.flavour': flavour,
      'electronFuses.enableNodeCliInspectArguments': inspect,
    });
  }
});
