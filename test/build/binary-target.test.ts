import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { binaryTarget } from '../../build/binary-target.mjs';
import { elf, machO, pe } from './binaries.ts';

const prebuilds = path.join(path.dirname(createRequire(import.meta.url).resolve('keytar')), '../prebuilds');

describe('the header of a binary tells its machine', () => {
  test.each([
    ['ELF', elf(62), 'linux', 'x64'],
    ['ELF', elf(183), 'linux', 'arm64'],
    ['ELF', elf(40), 'linux', 'arm'],
    ['ELF', elf(3), 'linux', 'ia32'],
    ['PE', pe(0x8664), 'win32', 'x64'],
    ['PE', pe(0xaa64), 'win32', 'arm64'],
    ['PE', pe(0x14c), 'win32', 'ia32'],
    ['Mach-O', machO(0x01000007), 'darwin', 'x64'],
    ['Mach-O', machO(0x0100000c), 'darwin', 'arm64'],
  ])('%s: %#', (_format, bytes, platform, arch) => {
    expect(binaryTarget(bytes)).toEqual({ platform, arch });
  });

  // Written by other people's compilers. linux-arm, linuxmusl-arm and linuxmusl-arm64 of this package hold the binary of another processor.
  test.each([
    ['linux-x64', 'linux', 'x64'],
    ['linux-arm64', 'linux', 'arm64'],
    ['linux-armv7l', 'linux', 'arm'],
    ['linux-arm', 'linux', 'arm64'],
    ['linuxmusl-arm64', 'linux', 'x64'],
    ['darwin-x64', 'darwin', 'x64'],
    ['darwin-arm64', 'darwin', 'arm64'],
    ['win32-x64', 'win32', 'x64'],
    ['win32-arm64', 'win32', 'arm64'],
  ])("keytar's binary %s is of %s-%s", (name, platform, arch) => {
    expect(binaryTarget(readFileSync(path.join(prebuilds, name, 'keytar.node')))).toEqual({ platform, arch });
  });
});

describe('no machine is told', () => {
  test.each([
    ['of an empty file', new Uint8Array()],
    ['of a text', Buffer.from('#!/bin/sh\n'.repeat(20))],
    ['of a file that is cut short', elf(62).subarray(0, 20)],
    ['of a PE file whose header lies behind its end', pe(0x8664, 100_000)],
    ['of a Windows program without a PE header', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['of an unknown processor', elf(243)],
    ['of a Mach-O file of several processors', Buffer.concat([Buffer.from('cafebabe', 'hex'), Buffer.alloc(200)])],
  ])('%s', (_what, bytes) => {
    expect(binaryTarget(bytes)).toBeUndefined();
  });
});
