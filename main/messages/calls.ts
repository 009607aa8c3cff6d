import type { Clipboard, Dialog } from 'electron';
import type { ErrorCode, MessageItem, Result, WorkProgress } from '../ipc/contract.ts';
import type { Handlers } from '../ipc/serve.ts';
import { itemOf } from './items.ts';
import type { Messages } from './messages.ts';

/** What the calls of the list need. */
export interface MessageParts {
  readonly messages: () => Messages | undefined;
  /** Names the history of `messages`. */
  readonly historyId: () => string | undefined;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  /** Keeps the popup open while a native dialog has the focus. */
  readonly holdOpen: <T>(work: () => Promise<T>) => Promise<T>;
  readonly onProgress: (progress: WorkProgress) => void;
  readonly onImported: () => void;
}

type MessageCalls = Pick<
  Handlers,
  | 'messages:page'
  | 'messages:act'
  | 'messages:late'
  | 'messages:send-late'
  | 'messages:delete'
  | 'messages:copy'
  | 'messages:export'
  | 'messages:import'
  | 'messages:cancel-work'
>;

const fail = (code: ErrorCode): Result<never> => ({ ok: false, error: { code } });

/** The calls of the list: pages, actions, deleting, copying, export and import. */
export function createMessageCalls(parts: MessageParts): MessageCalls {
  let work: AbortController | undefined;

  /** Ids mean something within their history alone: the same one may be another message in the next. */
  const isOther = (historyId: string | undefined) => historyId !== undefined && historyId !== parts.historyId();

  /** One long piece of work at a time; its end, good or bad, is told as progress, so the answer can come at once. */
  function begin(
    kind: 'export' | 'import',
    path: string,
    run: (signal: AbortSignal) => Promise<Result<Partial<WorkProgress> & { readonly cancelled: boolean }>>,
  ): Result<null> {
    if (work) return fail('not-possible-now');
    const mine = new AbortController();
    work = mine;
    const end = (last: Partial<WorkProgress> & Pick<WorkProgress, 'state'>) => parts.onProgress({ kind, done: 0, path, ...last });
    run(mine.signal)
      .then((result) => {
        if (!result.ok) return end({ state: 'failed', failure: result.error });
        const { cancelled, ...rest } = result.value;
        return end({ state: cancelled ? 'cancelled' : 'finished', ...rest });
      })
      .catch(() => end({ state: 'failed', failure: { code: 'internal' } }))
      .finally(() => {
        work = undefined;
      });
    return { ok: true, value: null };
  }

  return {
    async 'messages:page'(query) {
      const page = await parts.messages()?.page(query);
      if (!page) return { ok: true, value: { items: [], more: false } };
      return page.ok ? { ok: true, value: { items: page.value.items.map(itemOf), more: page.value.more } } : page;
    },
    'messages:act'({ id, action, historyId }) {
      if (isOther(historyId)) return fail('message-gone');
      const acted = parts.messages()?.act(id, action) ?? fail('not-signed-in');
      if (!acted.ok) return acted;
      const { draft, message } = acted.value;
      const item: MessageItem | undefined = message && itemOf(message);
      return { ok: true, value: { draft, item } };
    },
    'messages:late'() {
      const late = parts.messages()?.late() ?? { ok: true, value: [] };
      return late.ok ? { ok: true, value: { ids: late.value } } : late;
    },
    'messages:send-late'({ ids, historyId }) {
      if (isOther(historyId)) return fail('message-gone');
      const sent = parts.messages()?.sendLate(ids) ?? fail('not-signed-in');
      return sent.ok ? { ok: true, value: { sent: sent.value } } : sent;
    },
    async 'messages:delete'({ ids, historyId }) {
      if (isOther(historyId)) return fail('message-gone');
      const removed = (await parts.messages()?.remove(ids)) ?? fail('not-signed-in');
      return removed.ok ? { ok: true, value: { deleted: removed.value } } : removed;
    },
    async 'messages:copy'({ id, historyId }) {
      if (isOther(historyId)) return fail('message-gone');
      const found = parts.messages()?.get(id) ?? fail('not-signed-in');
      if (!found.ok) return found;
      await parts.clipboard.writeText(found.value.text);
      return { ok: true, value: null };
    },
    async 'messages:export'({ format }) {
      const messages = parts.messages();
      if (!messages) return fail('not-signed-in');
      const name = format === 'csv' ? 'CSV table' : 'JSON Lines';
      const chosen = await parts.holdOpen(() =>
        parts.dialog.showSaveDialog({
          title: 'Export messages',
          defaultPath: `evo-quick-send-messages.${format}`,
          filters: [{ name, extensions: [format] }],
        }),
      );
      if (chosen.canceled || !chosen.filePath) return fail('cancelled');
      const { filePath } = chosen;
      return begin('export', filePath, async (signal) => {
        const result = await messages.exportTo(format, filePath, { signal, onProgress: parts.onProgress });
        return result.ok ? { ok: true, value: { done: result.value.count, cancelled: result.value.cancelled } } : result;
      });
    },
    async 'messages:import'() {
      const messages = parts.messages();
      if (!messages) return fail('not-signed-in');
      const chosen = await parts.holdOpen(() =>
        parts.dialog.showOpenDialog({
          title: 'Import messages',
          properties: ['openFile'],
          filters: [{ name: 'Exported messages', extensions: ['jsonl', 'csv'] }],
        }),
      );
      const [path] = chosen.filePaths;
      if (chosen.canceled || !path) return fail('cancelled');
      return begin('import', path, async (signal) => {
        const result = await messages.importFrom(path, { signal, onProgress: parts.onProgress });
        if (!result.ok) return result;
        parts.onImported();
        return { ok: true, value: { done: result.value.added, badLines: result.value.badLines, cancelled: result.value.cancelled } };
      });
    },
    'messages:cancel-work'() {
      work?.abort();
      return { ok: true, value: null };
    },
  };
}
