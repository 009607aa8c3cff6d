import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, vi } from 'vitest';
import { sampleEndpoints } from '../simulator/sample.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import type { Switches } from '../simulator/switches.ts';
import { type Death, type Run, type Said, type Step, steps, type Text } from './steps.ts';

/** Every way a send can go wrong, and about as often as not it goes well. `late` stores after the client gave up. */
const faults: Switches['fault'] = [
  ...(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'] as const),
  ...(['slow', 'late', 'cut-before', 'cut-after', 'truncated-after', 'html-after', '500-before', '500-after'] as const),
  ...(['429', '429-retry-after', '503-html', '401'] as const),
];
const slowMs = 2300;

/** What must go wrong for a step to come about. */
const causes: Partial<Record<Step, Switches['fault'][number]>> = {
  'not-processed': '429-retry-after',
  'outcome-unknown': 'cut-before',
  'not-found': '500-before',
  found: 'cut-after',
  accepted: 'ok',
  refused: 'ok',
  'request-answered': 'ok',
};

/** ms that what a child said may take to be read after its end. */
const closeLimitMs = 5000;

/** Longer than the service takes. */
const refusedText = 'x'.repeat(2000);

/** What one lane ended with. */
export interface LaneEnd {
  readonly kills: Readonly<Record<string, number>>;
  readonly submitted: readonly string[];
  /** Texts whose row was on disk before the child died: none of them may vanish. */
  readonly stored: readonly string[];
  readonly rows: Extract<Said, { rows: unknown }>['rows'];
  readonly integrity: string;
  readonly sent: readonly { readonly id: string; readonly text: string }[];
  readonly violations: readonly string[];
  /** What a child wrote to stderr although nobody killed it. */
  readonly errors: readonly string[];
}

/** What a lane does. */
export interface LaneOptions {
  /** The bundled child. */
  readonly child: string;
  readonly kills: number;
  readonly random: () => number;
  /** The steps to die at; all of them when absent. */
  readonly places?: readonly Step[];
  readonly sabotage?: boolean;
}

/** One history and one simulator, over which a child is killed and started again. */
export async function runLane({ child, kills, random, places = steps, sabotage = false }: LaneOptions): Promise<LaneEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'quick-send-kill-'));
  const simulator = await startSimulator({ fault: faults, slowMs, retryAfterS: 1, history: 'empty', seed: Math.floor(random() * 1e9) });
  const count: Record<string, number> = {};
  const submitted: string[] = [];
  const stored: string[] = [];
  const errors: string[] = [];

  const run = (texts: readonly Text[], death: Death | undefined): Promise<Ended> =>
    runChild(child, instructions(simulator, folder, texts, death, sabotage), death, errors);

  try {
    for (let i = 0; i < kills; i++) {
      const death = nextDeath(i, random, places);
      const step = 'step' in death ? death.step : undefined;
      const cause = step && causes[step];
      if (cause) simulator.failNextSends([cause, cause, cause]);
      const texts =
        step === 'refused' ? nextTexts(i, random).map((each) => ({ ...each, text: each.text + refusedText })) : nextTexts(i, random);
      submitted.push(...texts.map(({ text }) => text));
      const ended = await run(texts, death);
      for (const each of ended.said) if ('stored' in each) stored.push(each.stored);
      const place = step && ended.atStep ? step : 'any moment';
      count[place] = (count[place] ?? 0) + 1;
    }
    await settled(simulator);
    simulator.setSwitches({ fault: ['ok'] });
    const end = (await run([], undefined)).said.find((said) => 'rows' in said);
    if (end === undefined) throw new Error(`the last run told nothing: ${errors.join('\n')}`);
    return { kills: count, submitted, stored, ...end, sent: simulator.sent(), violations: simulator.violations(), errors };
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until the service has ended every request, also those whose sender was killed: a slow one may still store its text. */
async function settled(simulator: Simulator): Promise<void> {
  await vi.waitFor(() => expect(simulator.requests().filter(({ status }) => status === undefined)).toEqual([]), {
    timeout: 10 * slowMs + 5000,
  });
}

function instructions(simulator: Simulator, folder: string, texts: readonly Text[], death: Death | undefined, sabotage: boolean): Run {
  const { url, userName, password } = simulator;
  const endpointId = sampleEndpoints[0]?.id ?? '';
  const step = death && 'step' in death ? death : undefined;
  return {
    file: join(folder, 'history.db'),
    url,
    userName,
    password,
    endpointId,
    texts,
    death: step,
    finish: death === undefined,
    sabotage,
  };
}

/** Three of four times at a step, each in turn; else at any moment of the first half second. Some steps come about once in a run. */
function nextDeath(i: number, random: () => number, places: readonly Step[]): Death {
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

interface Ended {
  readonly said: readonly Said[];
  /** False: the parent killed it. */
  readonly atStep: boolean;
}

/** Runs one child to its end and gives what it said; kills it when its time has come, or when it never comes to its step. */
async function runChild(file: string, run: Run, death: Death | undefined, errors: string[]): Promise<Ended> {
  const child: ChildProcess = spawn(process.execPath, [file, JSON.stringify(run)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: Said[] = [];
  let complaint = '';
  let isKilled = false;
  const kill = () => {
    isKilled = true;
    child.kill('SIGKILL');
  };
  let timer = death && 'ms' in death ? setTimeout(kill, death.ms) : undefined;
  child.stderr?.on('data', (data) => {
    complaint += String(data);
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const each = JSON.parse(line) as Said;
      said.push(each);
      if ('ready' in each && death && 'step' in death) timer = setTimeout(kill, death.step === 'not-found' ? 6000 : 1200);
    });
  }
  const signal = await new Promise<string | null>((resolve) => {
    child.once('close', (_, by) => resolve(by));
    // Once in some thousand kills Node 20 never sees the end of a pipe whose other side is gone, and `close` does not come.
    child.once('exit', (_, by) => setTimeout(() => resolve(by), closeLimitMs).unref());
  });
  clearTimeout(timer);
  if (signal !== 'SIGKILL' && !isKilled && (death !== undefined || complaint !== '')) errors.push(complaint || 'ended by itself');
  return { said, atStep: !isKilled };
}
