import { openDatabase } from '../../../../main/messages/store/open-database.ts';

// A process that holds a history and says how many notes it has committed; the test kills it.
const [file, key] = process.argv.slice(2);
const result = openDatabase({ file, key, now: Date.now });
if (!result.ok) throw new Error(result.error.code);
const { database } = result.value;
for (let i = 0; i < 50; i++) database.prepare('INSERT INTO note (key, value) VALUES (?, ?)').run(`k${i}`, 'v');
process.stdout.write('50');
setInterval(() => database.prepare('SELECT 1').get(), 1000);
