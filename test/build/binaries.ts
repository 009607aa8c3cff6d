/** The start of an ELF file for this `e_machine`. */
export function elf(machine: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('\x7fELF', 'latin1');
  bytes.writeUInt16LE(machine, 18);
  return bytes;
}

/** The start of a PE file for this `Machine`, whose PE header lies at `at`. */
export function pe(machine: number, at = 240): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(at, 60);
  if (at + 6 <= bytes.length) {
    bytes.write('PE\0\0', at, 'latin1');
    bytes.writeUInt16LE(machine, at + 4);
  }
  return bytes;
}

/** The start of a Mach-O file for this `cputype`. */
export function machO(cpu: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32LE(0xfeedfacf, 0);
  bytes.writeUInt32LE(cpu, 4);
  return bytes;
}
