import process from 'node:process';
import { createSearch } from '../../main/messages/search/search.ts';
import { openDatabase } from '../../main/messages/store/open-database.ts';

// Opens a history, looks at it as a person would, and says how much memory this process has, in bytes.
const opened = openDatabase({ file: process.argv[2], key: process.argv[3], now: Date.now });
if (!opened.ok) throw new Error(opened.error.code);
const search = createSearch(opened.value.database);
for (let turn = 0; turn < 20; turn++) {
  for (const typed of ['', 'tea', 'the', '555', 'nothing at all', 'et', 'xq']) await search.page({ search: typed, limit: 50 });
}
globalThis.gc?.();
process.stdout.write(String(process.memoryUsage().rss));
