import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { type Desktop, makeUserFolder } from './desktop.ts';
import { hasSandbox, packagedApp } from './package.ts';
import { asAppUser, type Finished, runAsAppUser } from './processes.ts';
import { waitUntil } from './wait.ts';

const screenshots = fileURLToPath(new URL('../../../screenshots', import.meta.url));

/** Lines of Chromium and of its debugger: without a system bus and a GPU they tell nothing about the app. */
const CHROMIUM = /^\[\d+:\d{4}\/[\d.]+:[A-Z]+:|^(Debugger|DevTools) |^For help, see:|^\s*$/;

/** The packaged app as it runs on a desktop. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly userDataDir: string;
  /** The popup's page, shown or hidden. */
  popup(): Promise<Page>;
  /** Waits for the line that tells that tray and hotkey are up. */
  ready(): Promise<void>;
  /** Whether the popup's window is shown. */
  isShown(): Promise<boolean>;
  waitUntilShown(shown: boolean): Promise<void>;
  /** Starts the app once more with the same data folder, as a person's shortcut does; ends when it has handed over its flags. */
  secondStart(flags: readonly string[]): Promise<Finished>;
  /** Saves what the popup shows as `screenshots/NAME.png` and gives that path. The popup must be shown. */
  screenshot(name: string): Promise<string>;
  /** Everything it wrote on stdout and stderr, without Chromium's own noise. */
  output(): string;
  /** Asks it to quit and waits until it is gone. */
  quit(): Promise<void>;
  readonly hasEnded: () => boolean;
  /** Ends it as a crash or a power cut would. */
  kill(): Promise<void>;
}

/** Starts the packaged test flavour on a desktop. The data folder lies in the desktop's home; the same name finds the same data again. */
export async function launchApp(
  desktop: Desktop,
  options: { readonly flags?: readonly string[]; readonly env?: NodeJS.ProcessEnv; readonly data?: string } = {},
): Promise<RunningApp> {
  const { flags = [], data = 'data' } = options;
  const userDataDir = makeUserFolder(path.join(desktop.home, data));
  const executable = path.join(packagedApp(desktop.appCopy), 'evo-quick-send');
  const log = path.join(desktop.home, `${data}-${Date.now()}`);
  const script = writeStarter(executable, log);
  const env = { ...desktop.env, ...options.env };
  const dataFlag = `--user-data-dir=${userDataDir}`;
  const app = await electron.launch({
    executablePath: script,
    args: [dataFlag, ...flags],
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    chromiumSandbox: hasSandbox(),
  });
  const process = app.process();
  const gone = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  const read = (stream: 'out' | 'err') => readFileSync(`${log}.${stream}`, 'utf8');
  const shown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));
  const secondStart = (more: readonly string[]) =>
    runAsAppUser(executable, [...(hasSandbox() ? [] : ['--no-sandbox']), dataFlag, ...more], env);
  const page = async () => app.windows().find((window) => window.url().startsWith('app:')) ?? (await app.firstWindow());

  return {
    electron: app,
    userDataDir,
    popup: page,
    ready: async () => {
      await waitUntil('the line "evo-quick-send ready"', () => read('out').split('\n').includes('evo-quick-send ready'), 20_000);
    },
    isShown: shown,
    waitUntilShown: async (wanted) => {
      await waitUntil(`the popup is ${wanted ? 'shown' : 'hidden'}`, async () => (await shown()) === wanted);
    },
    secondStart,
    screenshot: async (name) => {
      mkdirSync(screenshots, { recursive: true });
      const file = path.join(screenshots, `${name}.png`);
      await (await page()).screenshot({ path: file });
      return file;
    },
    output: () => {
      const lines = `${read('out')}${read('err')}`.split('\n');
      return lines.filter((line) => !CHROMIUM.test(line)).join('\n');
    },
    quit: async () => {
      await secondStart(['--quit']);
      await gone;
    },
    hasEnded: () => process.exitCode !== null || process.signalCode !== null,
    kill: async () => {
      process.kill('SIGKILL');
      await gone;
    },
  };
}

/** Playwright takes one path: a script that changes the user and keeps what the app writes, from its first byte. */
function writeStarter(executable: string, log: string): string {
  const script = `${log}.sh`;
  const words = asAppUser(executable).map((word) => `'${word}'`);
  writeFileSync(script, `#!/bin/bash\nexec ${words.join(' ')} "$@" >'${log}.out' 2> >(tee '${log}.err' >&2)\n`, { mode: 0o755 });
  writeFileSync(`${log}.out`, '');
  writeFileSync(`${log}.err`, '');
  return script;
}
