import type { Signal } from '@preact/signals';
import type { Failure } from '../../main/model/failure.ts';
import { signInWords } from '../../main/words/account.ts';
import { Combobox } from '../ui/combobox.tsx';
import { errorId, LabelledField } from '../ui/field.tsx';
import { suggestedServers } from './servers.ts';

/** The server to sign in to: one of those everybody uses, or any other that is typed. */
export function ServerField({ server, failure }: { readonly server: Signal<string>; readonly failure: Failure | undefined }) {
  return (
    <LabelledField id="server" label={signInWords.server} failure={failure}>
      <Combobox
        id="server"
        value={server.value}
        options={suggestedServers(server.value)}
        opensOnClick
        optionKey={(one) => one}
        optionText={(one) => one}
        onType={(typed) => {
          server.value = typed;
        }}
        onPick={(one) => {
          server.value = one;
        }}
        invalid={failure !== undefined}
        describedBy={failure === undefined ? undefined : errorId('server')}
      />
    </LabelledField>
  );
}
