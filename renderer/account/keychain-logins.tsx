import { useLayoutEffect, useRef } from 'preact/hooks';
import type { KeychainLogin } from '../../main/model/app-state.ts';
import { keychainLoginWords } from '../../main/words/account.ts';

interface KeychainLoginsProps {
  readonly logins: readonly KeychainLogin[];
  readonly busy: boolean;
  readonly onChoose: (name: string) => void;
}

/** Offers logins whose passwords are in the keychain: a press signs in, nothing is typed. The first one has the focus. */
export function KeychainLogins({ logins, busy, onChoose }: KeychainLoginsProps) {
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);

  return (
    <section class="keychain-logins" aria-labelledby="keychain-logins">
      <h2 id="keychain-logins">{keychainLoginWords.heading}</h2>
      {logins.map((login, index) => (
        <button key={login.name} ref={index === 0 ? first : undefined} type="button" disabled={busy} onClick={() => onChoose(login.name)}>
          {keychainLoginWords.login(login)}
        </button>
      ))}
      <p class="hint">{keychainLoginWords.orForm}</p>
    </section>
  );
}
