import { readdirSync, readFileSync } from 'node:fs';

/** The command lines of all processes below one. */
export function childCommandLines(pid: number): readonly (readonly string[])[] {
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return ''; // it has ended
    }
  };
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${name}/status`))?.[1]) }));
  const below = (parent: number): readonly number[] =>
    processes.filter((child) => child.parent === parent).flatMap((child) => [child.pid, ...below(child.pid)]);
  return below(pid).map((child) => read(`/proc/${child}/cmdline`).split('\0'));
}
