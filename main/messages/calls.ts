import type { Clipboard, Dialog } from 'electron';
import type { HandlersOf } from '../ipc/call.ts';
import { fail, ok } from '../model/failure.ts';
import type { WorkProgress } from '../model/work-progress.ts';
import { fileDialogWords } from '../words/dialogs.ts';
import type { messagesContract } from './contract.ts';
import { itemOf } from './items.ts';
import type { Messages } from './messages.ts';
import type { LongWork } from './transfer/long-work.ts';

/** What the calls of the history need. */
export interface MessageCallsParts {
  readonly messages: () => Messages | undefined;
  /** Names the history of `messages`. */
  readonly historyId: () => string | undefined;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  /** Keeps the popup open while a native dialog has the focus. */
  readonly holdOpen: <T>(work: () => Promise<T>) => Promise<T>;
  readonly work: LongWork;
  readonly onProgress: (progress: WorkProgress) => void;
  readonly onImported: () => void;
}

/** The calls of the history: pages, actions, deleting, copying, export and import. */
export function createMessageCalls(parts: MessageCallsParts): HandlersOf<typeof messagesContract> {
  const { work } = parts;

  /** Ids mean something within their history alone: the same one may be another message in the next. */
  const isOther = (historyId: string | undefined) => historyId !== undefined && historyId !== parts.historyId();

  return {
    async 'messages:page'(query) {
      const page = await parts.messages()?.page(query);
      if (!page) return ok({ items: [], more: false });
      return page.ok ? ok({ ...page.value, items: page.value.items.map(itemOf) }) : page;
    },
    'messages:act'({ id, action, historyId }) {
      if (isOther(historyId)) return fail({ code: 'message-gone' });
      const acted = parts.messages()?.act(id, action) ?? fail({ code: 'not-signed-in' });
      if (!acted.ok) return acted;
      const { draft, message } = acted.value;
      return ok({ draft, item: message && itemOf(message) });
    },
    'messages:late'() {
      const late = parts.messages()?.late() ?? ok([]);
      return late.ok ? ok({ ids: late.value }) : late;
    },
    'messages:send-late'({ ids, historyId }) {
      if (isOther(historyId)) return fail({ code: 'message-gone' });
      const sent = parts.messages()?.sendLate(ids) ?? fail({ code: 'not-signed-in' });
      return sent.ok ? ok({ sent: sent.value }) : sent;
    },
    async 'messages:delete'({ ids, historyId }) {
      if (isOther(historyId)) return fail({ code: 'message-gone' });
      const removed = (await parts.messages()?.remove(ids)) ?? fail({ code: 'not-signed-in' });
      return removed.ok ? ok({ deleted: removed.value }) : removed;
    },
    async 'messages:copy'({ id, historyId }) {
      if (isOther(historyId)) return fail({ code: 'message-gone' });
      const found = parts.messages()?.get(id) ?? fail({ code: 'not-signed-in' });
      if (!found.ok) return found;
      await parts.clipboard.writeText(found.value.text);
      return ok(null);
    },
    async 'messages:export'({ format }) {
      const messages = parts.messages();
      if (!messages) return fail({ code: 'not-signed-in' });
      const chosen = await parts.holdOpen(() =>
        parts.dialog.showSaveDialog({
          title: fileDialogWords.exportTitle,
          defaultPath: `evo-quick-send-messages.${format}`,
          filters: [{ name: fileDialogWords.formats[format], extensions: [format] }],
        }),
      );
      if (chosen.canceled || !chosen.filePath) return fail({ code: 'cancelled' });
      const { filePath } = chosen;
      return work.begin('export', filePath, async (signal) => {
        const result = await messages.exportTo(format, filePath, { signal, onProgress: parts.onProgress });
        if (!result.ok) return result;
        const { count, damaged, cancelled } = result.value;
        return ok({ done: count, ...(damaged > 0 ? { damaged } : {}), cancelled });
      });
    },
    async 'messages:import'() {
      const messages = parts.messages();
      if (!messages) return fail({ code: 'not-signed-in' });
      const chosen = await parts.holdOpen(() =>
        parts.dialog.showOpenDialog({
          title: fileDialogWords.importTitle,
          properties: ['openFile'],
          filters: [{ name: fileDialogWords.exported, extensions: ['jsonl', 'csv'] }],
        }),
      );
      const [path] = chosen.filePaths;
      if (chosen.canceled || !path) return fail({ code: 'cancelled' });
      return work.begin('import', path, async (signal) => {
        const result = await messages.importFrom(path, { signal, onProgress: parts.onProgress });
        if (!result.ok) return result;
        parts.onImported();
        return ok({ done: result.value.added, badLines: result.value.badLines, cancelled: result.value.cancelled });
      });
    },
    'messages:cancel-work'() {
      work.cancel();
      return ok(null);
    },
  };
}
