import type { MessageItem } from '../../main/model/message.ts';
import { Icon } from '../ui/icon.tsx';
import type { ListActions } from './actions.ts';
import type { ListState } from './state.ts';

/** The tools every message has; they lie over the row while it is pointed at or selected, so that nothing moves. */
export function RowTools({ item, list, actions }: { readonly item: MessageItem; readonly list: ListState; readonly actions: ListActions }) {
  const tools = [
    { name: 'reply', label: 'Reply', run: () => actions.reply(item) },
    { name: 'again', label: 'Use as a new draft', run: () => actions.useAgain(item) },
    { name: 'copy', label: 'Copy text', run: () => void actions.copy(item) },
    {
      name: 'delete',
      label: 'Delete',
      run: () => {
        list.asking.value = { id: item.id, about: 'delete' };
      },
    },
  ] as const;

  return (
    <div class="tools">
      {tools.map(({ name, label, run }) => (
        <button key={name} class="bare" type="button" tabIndex={-1} aria-label={label} title={label} onClick={run}>
          <Icon name={name} />
        </button>
      ))}
    </div>
  );
}
