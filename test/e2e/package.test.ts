import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flavours = { production: path.join(root, 'dist/linux-unpacked'), test: path.join(root, 'dist-test/linux-unpacked') };

/** Precedes the fuses in the binary; then a version byte, a length byte, and one character a fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In the order of the wire. */
const FUSES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
  'browserV8Snapshot',
  'grantFileProtocolExtraPrivileges',
];

function readFuses(binary: string): Record<string, boolean> {
  const bytes = readFileSync(binary);
  const wire = bytes.indexOf(SENTINEL) + SENTINEL.length + 2;
  return Object.fromEntries(FUSES.map((name, index) => [name, bytes[wire + index] === '1'.charCodeAt(0)]));
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

describe.each(Object.entries(flavours))('the %s package', (flavour, folder) => {
  test('has its fuses on the wire', () => {
    expect(readFuses(path.join(folder, 'evo-quick-send'))).toEqual({
      runAsNode: false,
      cookieEncryption: false,
      nodeOptions: false,
      nodeCliInspect: flavour === 'test',
      asarIntegrity: true,
      onlyLoadAppFromAsar: true,
      browserV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('holds no app but ours', () => {
    expect(readdirSync(path.join(folder, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  });

  test('adds at most 15 MB to Electron', () => {
    const bytes = filesIn(path.join(folder, 'resources')).reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes / 1e6).toBeLessThan(15);
  });

  test('brings the binaries of keytar and libsql, and nothing they were built from', () => {
    const unpacked = path.join(folder, 'resources/app.asar.unpacked/node_modules');
    const names = filesIn(unpacked).map((file) => path.relative(unpacked, file));
    expect(names.filter((name) => /musl|\.(cc|h|gyp|map)$/.test(name))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.node')).sort()).toEqual([
      '@libsql/linux-x64-gnu/index.node',
      'keytar/prebuilds/linux-x64/keytar.node',
    ]);
  });
});
