import type { AppState } from '../../main/model/app-state.ts';
import { composeWords, sendKeyLabel } from '../../main/words/compose.ts';
import { ToField } from '../people/to-field.tsx';
import { FieldError } from '../ui/field.tsx';
import { sends } from '../ui/keys.ts';
import type { ComposeActions } from './actions.ts';
import { Counter } from './counter.tsx';
import { FromField } from './from-field.tsx';
import { HintLine } from './hint-line.tsx';
import { MessageField } from './message-field.tsx';
import { SendButton } from './send-button.tsx';
import type { ComposeState } from './state.ts';

/** The composer: From, To, Message, Send, in this Tab order. */
export function Compose({
  app,
  compose,
  actions,
}: {
  readonly app: AppState;
  readonly compose: ComposeState;
  readonly actions: ComposeActions;
}) {
  const { platform, settings } = app;
  const key = sendKeyLabel(settings.sendKey, platform);

  return (
    <form
      class="compose"
      aria-label={composeWords.form}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.defaultPrevented || !sends(event, settings.sendKey, platform)) return;
        event.preventDefault();
        // A key that is held down presses once.
        if (!event.repeat) void actions.send(event.timeStamp);
      }}
    >
      <FromField compose={compose} actions={actions} />
      <ToField compose={compose} actions={actions} />
      <MessageField compose={compose} actions={actions} spellcheck={platform === 'darwin'} />
      <FieldError id="compose" failure={compose.errors.value.form} />
      <HintLine compose={compose} actions={actions} />
      <div class="row">
        <Counter compose={compose} />
        <SendButton compose={compose} actions={actions} keyLabel={key} />
      </div>
    </form>
  );
}
