import Libsql from 'libsql';
import { openDatabase } from '../../../../main/messages/store/open-database.ts';

// A process that opens a history and does not survive it.
const [file, key, what] = process.argv.slice(2);
if (what === 'check') {
  const prepare: (sql: string) => unknown = Libsql.prototype.prepare;
  const dying = function (this: Libsql.Database, sql: string) {
    // Dies as libsql does when it meets text that is no UTF-8.
    if (sql.includes('integrity_check')) process.abort();
    return prepare.call(this, sql);
  };
  Object.assign(Libsql.prototype, { prepare: dying });
}
const result = openDatabase({ file, key, now: Date.now });
if (!result.ok) throw new Error(result.error.code);
if (what === 'read-as-text') result.value.database.prepare('SELECT text FROM message').all();
else process.kill(process.pid, what);
