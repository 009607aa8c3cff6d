import type { DamagedItem } from '../../main/model/message.ts';
import { sayWhat } from '../../main/words/failures.ts';
import { damagedWords } from '../../main/words/messages.ts';
import { fullTime, isoTime, shortTime } from '../../main/words/times.ts';
import { Icon } from '../ui/icon.tsx';
import type { ListActions } from './actions.ts';
import { DeletionQuestion } from './row-actions.tsx';
import type { ListState } from './state.ts';

interface DamagedRowProps {
  readonly item: DamagedItem;
  readonly list: ListState;
  readonly actions: ListActions;
  readonly now: number;
}

/** Stands for a message that is damaged in the file: nothing of it can be shown or used, but it can be deleted. */
export function DamagedRow({ item, list, actions, now }: DamagedRowProps) {
  const failure = list.rowFailure.value?.id === item.id ? list.rowFailure.value.failure : undefined;
  return (
    <>
      <div class="row-head">
        <span class="who damaged">
          <Icon name="unknown" />
          <span>{damagedWords.row}</span>
        </span>
        {item.isTimeKnown && (
          <time dateTime={isoTime(item.at)} title={fullTime(item.at)}>
            {shortTime(item.at, now)}
          </time>
        )}
      </div>
      {failure !== undefined && (
        <p class="error" role="alert">
          {sayWhat(failure)}
        </p>
      )}
      {list.asking.value?.id === item.id && list.asking.value.about === 'delete' && (
        <DeletionQuestion id={item.id} list={list} actions={actions} />
      )}
    </>
  );
}
