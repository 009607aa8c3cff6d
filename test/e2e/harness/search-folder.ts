import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files below a folder that hold a text, in UTF-8 or UTF-16 as Chromium's stores have it. */
export function filesHolding(folder: string, text: string): readonly string[] {
  const patterns = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return patterns.some((pattern) => bytes.includes(pattern));
    });
}
