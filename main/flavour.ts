import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What kind of build runs. `test` and `development` take Chromium's switches, which tests and debuggers need; `production` does not. */
export type Flavour = 'production' | 'test' | 'development';

/** Reads the flavour from the app's package.json, where packaging writes it. Whatever it cannot read is `production`, which is the strictest. */
export function readFlavour(appFolder: string): Flavour {
  try {
    const { flavour } = JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8'));
    return flavour === 'test' || flavour === 'development' ? flavour : 'production';
  } catch {
    return 'production';
  }
}
