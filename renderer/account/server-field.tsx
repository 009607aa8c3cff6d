import type { Signal } from '@preact/signals';
import type { Failure } from '../../main/model/failure.ts';
import { Combobox } from '../ui/combobox.tsx';
import { errorId, FieldError } from '../ui/field.tsx';
import { suggestedServers } from './servers.ts';

/** The server to sign in to: one of those everybody uses, or any other that is typed. */
export function ServerField({ server, failure }: { readonly server: Signal<string>; readonly failure: Failure | undefined }) {
  return (
    <div class="stack">
      <label for="server">Server</label>
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
      <FieldError id="server" failure={failure} />
    </div>
  );
}
