import { helpText, readCommandLine } from './command-line.ts';
import { type SimulatorOptions, startSimulator } from './simulator.ts';

const command = readCommandLine(process.argv.slice(2));
switch (command.kind) {
  case 'help':
    process.stdout.write(helpText());
    break;
  case 'wrong':
    process.stderr.write(`${command.sentence}\n`);
    process.exitCode = 2;
    break;
  case 'start':
    await serveUntilStopped(command.options);
}

async function serveUntilStopped(options: SimulatorOptions): Promise<void> {
  try {
    const simulator = await startSimulator(options);
    const { url, userName, password } = simulator;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void simulator.close());
    if (process.env.npm_lifecycle_event) onParentExit(() => void simulator.close());
    process.stdout.write(`${JSON.stringify({ url, userName, password })}\n`);
  } catch (error) {
    process.stderr.write(`The simulator cannot listen on port ${options.port ?? 0}: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}

/** npm passes a signal on to its shell, which ends and leaves its child running: so a child of npm ends when its parent does. */
function onParentExit(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
