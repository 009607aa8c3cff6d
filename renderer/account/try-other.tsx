import { otherServer } from '../../main/model/servers.ts';
import { signInWords } from '../../main/words/account.ts';

/** Offers to try a name and a password that the default server refused at the other known one. */
export function TryOther({ busy, onTry }: { readonly busy: boolean; readonly onTry: () => void }) {
  return (
    <div class="try-other">
      <p class="hint">{signInWords.otherHint(otherServer)}</p>
      <button type="button" disabled={busy} onClick={onTry}>
        {signInWords.tryOther(otherServer)}
      </button>
    </div>
  );
}
