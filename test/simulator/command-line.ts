import { parseArgs } from 'node:util';
import { type Fault, faultNames } from './faults.ts';
import type { SimulatorOptions } from './simulator.ts';
import { amounts, choices } from './switches.ts';

/** What the command line asks for; `wrong` holds a sentence about a flag that cannot be used. */
export type Command =
  | { readonly kind: 'start'; readonly options: SimulatorOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

const general = {
  port: 'port on 127.0.0.1; 0, the default, takes a free one',
  userName: 'user name of the login',
  password: 'password of the login',
  fault: 'what happens to each send; several = one drawn at random',
  nextFaults: 'what happens to the first sends, one each',
} as const;

/** Reads the flags, each written `--name=value`. */
export function readCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...args], strict: false, allowPositionals: true });
  if (values.help) return { kind: 'help' };
  if (positionals[0] !== undefined) return { kind: 'wrong', sentence: `'${positionals[0]}' is no flag. Write --name=value; see --help.` };
  const options: Record<string, unknown> = {};
  for (const [flag, given] of Object.entries(values)) {
    const name = namesByFlag.get(flag);
    if (!name) return { kind: 'wrong', sentence: `There is no flag --${flag}. The flags are: ${[...namesByFlag.keys()].join(', ')}.` };
    const value = typeof given === 'string' ? readValue(name, given) : undefined;
    if (value === undefined) return { kind: 'wrong', sentence: `--${flag} takes ${expected(name)}.` };
    options[name] = value;
  }
  return { kind: 'start', options };
}

/** The help text: every flag with its values, the default first. */
export function helpText(): string {
  const lines = [...namesByFlag].map(([flag, name]) => {
    const help = { ...general, ...mapHelp(choices), ...mapHelp(amounts) }[name] ?? '';
    return `  --${flag}=  ${help}\n      ${expected(name)}`;
  });
  return [
    'Simulator of the Evo Voice service. Prints one JSON line {"url","userName","password"} and serves until stopped.',
    'The first of several values is the default. main/evo-voice/README.md tells what each switch stands for.',
    '',
    ...lines,
    '  --help',
    '',
  ].join('\n');
}

const namesByFlag = new Map(
  [...Object.keys(general), ...Object.keys(choices), ...Object.keys(amounts)].map((name) => [flagOf(name), name]),
);

function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The value of a flag; undefined when it is not allowed. */
function readValue(name: string, given: string): unknown {
  if (name === 'userName' || name === 'password') return given === '' ? undefined : given;
  if (name === 'fault' || name === 'nextFaults') {
    const names = given.split(',');
    return names.every((fault) => faultNames.includes(fault as Fault)) ? names : undefined;
  }
  const choice = lookUp(choices, name);
  if (choice) return choice.values.find((value) => value === given);
  const number = Number(given);
  const [min, max] = name === 'port' ? [0, 65_535] : [lookUp(amounts, name)?.min ?? 0, Number.MAX_SAFE_INTEGER];
  return /^-?\d+$/.test(given) && number >= min && number <= max ? number : undefined;
}

function expected(name: string): string {
  if (name === 'userName' || name === 'password') return 'a text that is not empty';
  if (name === 'fault' || name === 'nextFaults') return `one or several, comma-joined, of: ${faultNames.join(', ')}`;
  if (name === 'port') return 'a number from 0 to 65535';
  const choice = lookUp(choices, name);
  if (choice) return `one of: ${choice.values.join(', ')}`;
  const amount = lookUp(amounts, name);
  return `a whole number, ${amount && amount.min >= 0 ? `at least ${amount.min}, ` : ''}by default ${amount?.value}`;
}

function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function mapHelp(table: Readonly<Record<string, { readonly help: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(table).map(([name, { help }]) => [name, help]));
}
