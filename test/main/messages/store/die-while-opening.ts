import { openDatabase } from '../../../../main/messages/store/open-database.ts';

// A process that opens a history and does not survive it.
const [file, key, what] = process.argv.slice(2);
const result = openDatabase({ file, key, now: Date.now });
if (!result.ok) throw new Error(result.error.code);
if (what === 'read-as-text') result.value.database.prepare('SELECT text FROM message').all();
else process.kill(process.pid, what);
