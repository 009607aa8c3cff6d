import { toolLabels } from '../../main/words/messages.ts';
import { Icon } from '../ui/icon.tsx';
import type { ListActions } from './actions.ts';
import { isMessage, type ListRow } from './rows.ts';
import type { ListState } from './state.ts';

/**
 * The tools every message has; they cover a part of its row while that is pointed at or selected, so that nothing moves. A damaged one can only be
 * deleted.
 */
export function RowTools({ item, list, actions }: { readonly item: ListRow; readonly list: ListState; readonly actions: ListActions }) {
  const remove = {
    name: 'delete',
    run: () => {
      list.asking.value = { id: item.id, about: 'delete' };
    },
  } as const;
  const tools = isMessage(item)
    ? ([
        { name: 'reply', run: () => actions.reply(item) },
        { name: 'again', run: () => actions.useAgain(item) },
        { name: 'copy', run: () => void actions.copy(item) },
        remove,
      ] as const)
    : ([remove] as const);

  return (
    <div class="tools">
      {tools.map(({ name, run }) => (
        <button key={name} class="bare" type="button" tabIndex={-1} aria-label={toolLabels[name]} title={toolLabels[name]} onClick={run}>
          <Icon name={name} />
        </button>
      ))}
    </div>
  );
}
