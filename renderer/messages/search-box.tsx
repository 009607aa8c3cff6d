import type { RefObject } from 'preact';
import { listWords } from '../../main/words/messages.ts';
import { isComposing } from '../ui/keys.ts';
import type { ListActions } from './actions.ts';

interface SearchBoxProps {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly typed: string;
  readonly search: ListActions['search'];
  /** The arrow leads into the list. */
  readonly onDown: () => void;
}

/** The field that searches the messages; Esc ends the search first. */
export function SearchBox({ box, typed, search, onDown }: SearchBoxProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      search('');
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      onDown();
    }
  };

  return (
    <input
      ref={box}
      type="search"
      aria-label={listWords.search}
      placeholder={listWords.searchPlaceholder}
      autocomplete="off"
      spellcheck={false}
      value={typed}
      onInput={(event) => search(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
