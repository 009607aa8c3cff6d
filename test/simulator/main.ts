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
    process.stdout.write(`${JSON.stringify({ url, userName, password })}\n`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void simulator.close());
  } catch (error) {
    process.stderr.write(`The simulator cannot listen on port ${options.port ?? 0}: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
