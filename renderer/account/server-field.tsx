import type { Failure } from '../../main/model/failure.ts';
import { signInWords } from '../../main/words/account.ts';
import { Combobox } from '../ui/combobox.tsx';
import { errorId, LabelledField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { suggestedServers } from './servers.ts';

interface ServerFieldProps {
  readonly server: string;
  readonly failure: Failure | undefined;
  /** The person typed or chose another one. */
  readonly onChange: (server: string) => void;
}

/** The server to sign in to, always in view: one of those everybody uses, which are named below it, or any other that is typed. */
export function ServerField({ server, failure, onChange }: ServerFieldProps) {
  return (
    <LabelledField id="server" label={signInWords.server} failure={failure}>
      <div class="server">
        <Combobox
          id="server"
          value={server}
          options={suggestedServers(server)}
          opensOnClick
          optionKey={(one) => one}
          optionText={(one) => one}
          onType={onChange}
          onPick={onChange}
          invalid={failure !== undefined}
          describedBy={failure === undefined ? 'server-hint' : errorId('server')}
        />
        <Icon name="choose" />
      </div>
      {failure === undefined && (
        <p class="hint" id="server-hint">
          {signInWords.serverHint}
        </p>
      )}
    </LabelledField>
  );
}
