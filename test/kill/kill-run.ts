import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { sampleEndpoints } from '../simulator/sample.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import type { Switches } from '../simulator/switches.ts';
import { type ChildReport, type ChildTask, type Kill, type Step, steps, type Text } from './steps.ts';

/** Every way a send can go wrong; about half of them go well. `late` stores the text after the client has given up. */
const faults: Switches['fault'] = [
  ...(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'] as const),
  ...(['slow', 'late', 'cut-before', 'cut-after', 'truncated-after', 'html-after', '500-before', '500-after'] as const),
  ...(['429', '429-retry-after', '503-html', '401'] as const),
];
const slowMs = 2300;

/** What the service must do for a step to be reached. */
const causes: Partial<Record<Step, Switches['fault'][number]>> = {
  'not-processed': '429-retry-after',
  'outcome-unknown': 'cut-before',
  'not-found': '500-before',
  found: 'cut-after',
  accepted: 'ok',
  refused: 'ok',
  'request-answered': 'ok',
};

/** How long the rest of a child's output may take to be read after its end, in ms. */
const closeLimitMs = 5000;

/** Longer than the service accepts. */
const refusedText = 'x'.repeat(2000);

/** What a run ended with. */
export interface KillRunResult {
  readonly kills: Readonly<Record<string, number>>;
  readonly submitted: readonly string[];
  /** Texts whose row was on disk before the child died: none of them may vanish. */
  readonly stored: readonly string[];
  readonly rows: Extract<ChildReport, { rows: unknown }>['rows'];
  readonly integrity: string;
  readonly sent: readonly { readonly id: string; readonly text: string }[];
  readonly violations: readonly string[];
  /** What a child wrote to stderr although nobody killed it. */
  readonly errors: readonly string[];
}

/** What a run does. */
export interface KillRunOptions {
  /** The bundled child. */
  readonly child: string;
  readonly kills: number;
  readonly random: () => number;
  /** The steps to be killed at; all of them when absent. */
  readonly places?: readonly Step[];
  readonly sabotage?: boolean;
}

/** Starts and kills a child again and again over one history and one simulator, then lets it finish and tells what is left. */
export async function runWithKills({ child, kills, random, places = steps, sabotage = false }: KillRunOptions): Promise<KillRunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'quick-send-kill-'));
  const simulator = await startSimulator({ fault: faults, slowMs, retryAfterS: 1, history: 'empty', seed: Math.floor(random() * 1e9) });
  const count: Record<string, number> = {};
  const submitted: string[] = [];
  const stored: string[] = [];
  const errors: string[] = [];

  const run = (texts: readonly Text[], kill: Kill | undefined): Promise<ChildEnd> =>
    runChild(child, taskOf(simulator, folder, texts, kill, sabotage), kill, errors);

  try {
    for (let i = 0; i < kills; i++) {
      const kill = nextKill(i, random, places);
      const step = 'step' in kill ? kill.step : undefined;
      const cause = step && causes[step];
      if (cause) simulator.failNextSends([cause, cause, cause]);
      const texts =
        step === 'refused' ? nextTexts(i, random).map((each) => ({ ...each, text: each.text + refusedText })) : nextTexts(i, random);
      submitted.push(...texts.map(({ text }) => text));
      const ended = await run(texts, kill);
      for (const each of ended.reports) if ('stored' in each) stored.push(each.stored);
      const place = step && ended.atStep ? step : 'any moment';
      count[place] = (count[place] ?? 0) + 1;
    }
    await settled(simulator);
    simulator.setSwitches({ fault: ['ok'] });
    const end = (await run([], undefined)).reports.find((each) => 'rows' in each);
    if (end === undefined) throw new Error(`the last run reported nothing: ${errors.join('\n')}`);
    return { kills: count, submitted, stored, ...end, sent: simulator.sent(), violations: simulator.violations(), errors };
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until the service has ended every request, even those whose sender was killed: a slow one may still store its text. */
async function settled(simulator: Simulator): Promise<void> {
  const running = () => simulator.requests().filter(({ status }) => status === undefined);
  await expect.poll(running, { timeout: 10 * slowMs + 5000 }).toEqual([]);
}

function taskOf(simulator: Simulator, folder: string, texts: readonly Text[], kill: Kill | undefined, sabotage: boolean): ChildTask {
  const { url, userName, password } = simulator;
  const endpointId = sampleEndpoints[0]?.id ?? '';
  const step = kill && 'step' in kill ? kill : undefined;
  return {
    file: join(folder, 'history.db'),
    url,
    userName,
    password,
    endpointId,
    texts,
    kill: step,
    finish: kill === undefined,
    sabotage,
  };
}

/** Three times in four at a step, each in turn, else at any moment of the first half second. Some steps are reached once in a run. */
function nextKill(i: number, random: () => number, places: readonly Step[]): Kill {
  const step = places[(i - Math.floor(i / 4)) % places.length];
  if (i % 4 === 3 || step === undefined) return { ms: 60 + random() * 500 };
  return { step, nth: causes[step] ? 1 : 1 + Math.floor(random() * 3) };
}

/** Two or three texts to few people; now and then the same text twice in a row, which is two messages. */
function nextTexts(i: number, random: () => number): readonly Text[] {
  const texts = Array.from({ length: 2 + Math.floor(random() * 2) }, (_, n): Text => {
    const to = `+1202555010${Math.floor(random() * 4)}`;
    return { to, text: `run ${i} text ${n}\nZoë 👋 "${Math.floor(random() * 1e6)}"`, holdMs: random() < 0.3 ? 5000 : 0 };
  });
  const [first] = texts;
  return first && random() < 0.15 ? [...texts, first] : texts;
}

interface ChildEnd {
  readonly reports: readonly ChildReport[];
  /** False: the parent killed it. */
  readonly atStep: boolean;
}

/** Runs a child to its end and returns what it reported. Kills it at its time, or when it does not reach its step. */
async function runChild(file: string, task: ChildTask, planned: Kill | undefined, errors: string[]): Promise<ChildEnd> {
  const child: ChildProcess = spawn(process.execPath, [file, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const reports: ChildReport[] = [];
  let stderr = '';
  let isKilled = false;
  const kill = () => {
    isKilled = true;
    child.kill('SIGKILL');
  };
  let timer = planned && 'ms' in planned ? setTimeout(kill, planned.ms) : undefined;
  child.stderr?.on('data', (data) => {
    stderr += String(data);
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const each = JSON.parse(line) as ChildReport;
      reports.push(each);
      if ('ready' in each && planned && 'step' in planned) timer = setTimeout(kill, planned.step === 'not-found' ? 6000 : 1200);
    });
  }
  const signal = await new Promise<string | null>((resolve) => {
    child.once('close', (_, by) => resolve(by));
    // Once in some thousand kills Node 20 never sees the end of a pipe whose other side is gone, and `close` does not come.
    child.once('exit', (_, by) => setTimeout(() => resolve(by), closeLimitMs).unref());
  });
  clearTimeout(timer);
  if (signal !== 'SIGKILL' && !isKilled && (planned !== undefined || stderr !== '')) errors.push(stderr || 'ended by itself');
  return { reports, atStep: !isKilled };
}
