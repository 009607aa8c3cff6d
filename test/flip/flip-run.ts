import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { ChildReport, ChildTask, Verdict } from './steps.ts';

/** Starts with one file that may die in a row: the first, and two with a full check. */
const mostDeaths = 3;

/** What a run found. */
export interface FlipRunResult {
  readonly verdicts: readonly Verdict[];
  /** Starts that died, each as the number of the flip and the end of the process. */
  readonly deaths: readonly string[];
  /** Flips with which no start lived. */
  readonly hopeless: readonly string[];
}

interface Ended {
  readonly reports: readonly ChildReport[];
  /** Undefined: it came to its end. */
  readonly death?: string;
}

/** Runs a child to its end. */
export async function runChild(child: string, task: ChildTask): Promise<Ended> {
  const running = spawn(process.execPath, [child, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const reports: ChildReport[] = [];
  let stderr = '';
  running.stderr.on('data', (data) => {
    stderr += String(data);
  });
  createInterface({ input: running.stdout }).on('line', (text) => reports.push(JSON.parse(text) as ChildReport));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => running.once('close', (...end) => resolve(end)));
  return code === 0 ? { reports } : { reports, death: `${signal ?? code} ${stderr.slice(0, 2000)}` };
}

/** Flips one bit after another, each in a fresh copy of the reference, and starts again whenever a start died. */
export async function runFlips(child: string, task: Extract<ChildTask, { kind: 'flip' }>): Promise<FlipRunResult> {
  const verdicts: Verdict[] = [];
  const deaths: string[] = [];
  const hopeless: string[] = [];
  let from = task.from;
  let deathsInARow = 0;
  while (from < task.to) {
    const { reports, death } = await runChild(child, { ...task, from, again: deathsInARow > 0 });
    verdicts.push(...reports.filter((each) => 'nth' in each));
    if (death === undefined) break;
    const at = reports.findLast((each) => 'begins' in each)?.begins ?? from;
    deathsInARow = at === from ? deathsInARow + 1 : 1;
    deaths.push(`flip ${at}: ${death}`);
    from = at;
    if (deathsInARow <= mostDeaths) continue;
    hopeless.push(`flip ${at}: ${death}`);
    from++;
    deathsInARow = 0;
  }
  return { verdicts, deaths, hopeless };
}
