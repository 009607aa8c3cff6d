/**
 * The kind of machine that a native binary is made for, in Node's words, e.g. `linux` and `x64`.
 * @typedef {{ platform: string, arch: string }} Target
 */

/** How many of a file's first bytes `binaryTarget` needs to see. */
export const HEADER_BYTES = 4096;

/** @type {Readonly<Record<number, string>>} The field `e_machine` of the ELF specification. */
const ELF_MACHINES = { 3: 'ia32', 40: 'arm', 62: 'x64', 183: 'arm64' };
/** @type {Readonly<Record<number, string>>} The field `Machine` of Microsoft's PE specification. */
const PE_MACHINES = { 332: 'ia32', 34404: 'x64', 43620: 'arm64' };
/** @type {Readonly<Record<number, string>>} The field `cputype` of Apple's `mach-o/loader.h`. */
const MACH_O_CPUS = { 16777223: 'x64', 16777228: 'arm64' };

const ELF_MAGIC = 0x7f454c46;
const MZ_MAGIC = 0x4d5a;
const PE_MAGIC = 0x50450000;
const MACH_O_MAGIC = 0xfeedfacf;

/**
 * Reads from the header of an ELF, PE or Mach-O file what machine it is for; undefined when it is none of them, is cut short, or is for a
 * processor that no package of ours is made for. Only little-endian files and Mach-O files of a single processor are known.
 * @param {Uint8Array} bytes the first `HEADER_BYTES` of the file, or all of a shorter one
 * @returns {Target | undefined}
 */
export function binaryTarget(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 64) return undefined;
  if (view.getUint32(0) === ELF_MAGIC) return target('linux', ELF_MACHINES[view.getUint16(18, true)]);
  if (view.getUint32(0, true) === MACH_O_MAGIC) return target('darwin', MACH_O_CPUS[view.getUint32(4, true)]);
  if (view.getUint16(0) !== MZ_MAGIC) return undefined;
  const pe = view.getUint32(60, true);
  if (pe + 6 > bytes.byteLength || view.getUint32(pe) !== PE_MAGIC) return undefined;
  return target('win32', PE_MACHINES[view.getUint16(pe + 4, true)]);
}

/**
 * @param {string} platform
 * @param {string | undefined} arch
 * @returns {Target | undefined}
 */
const target = (platform, arch) => (arch === undefined ? undefined : { platform, arch });
