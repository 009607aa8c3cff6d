import { useSignal } from '@preact/signals';
import type { ComponentChildren, Ref } from 'preact';
import { useEffect } from 'preact/hooks';
import { popupWords } from '../../main/words/app.ts';
import { isComposing } from './keys.ts';

interface ComboboxProps<T> {
  readonly id: string;
  readonly value: string;
  readonly options: readonly T[];
  readonly optionKey: (option: T) => string;
  readonly optionText: (option: T) => ComponentChildren;
  readonly onType: (typed: string) => void;
  readonly onPick: (option: T) => void;
  /** Enter without a chosen option. */
  readonly onEnter?: () => void;
  readonly onBlur?: () => void;
  /** Keys the combobox itself has no use for. */
  readonly onKey?: (event: KeyboardEvent) => void;
  /** Whether the first option is chosen as soon as it is shown. */
  readonly eager?: boolean;
  /** Whether a click into the field shows the options. */
  readonly opensOnClick?: boolean;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/**
 * A text field with a list of suggestions: the editable combobox of the ARIA Authoring Practices. Arrows walk the list,
 * Enter or a click takes an option, Esc closes the list; the text stays free.
 */
export function Combobox<T>(props: ComboboxProps<T>) {
  const { id } = props;
  const list = useOptionList(props);
  const listId = `${id}-options`;

  return (
    <div class="combobox">
      <input
        ref={props.inputRef}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={list.isOpen}
        aria-controls={list.isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={list.isOpen && list.active >= 0 ? optionId(id, list.active) : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid === true ? 'true' : undefined}
        disabled={props.disabled}
        readOnly={props.readOnly}
        placeholder={props.placeholder}
        value={props.value}
        onInput={(event) => {
          list.open();
          props.onType(event.currentTarget.value);
        }}
        onKeyDown={list.onKeyDown}
        onClick={() => {
          if (props.opensOnClick === true) list.open();
        }}
        onBlur={() => {
          list.close();
          props.onBlur?.();
        }}
      />
      {list.isOpen && (
        <div class="options" id={listId} role="listbox" aria-label={popupWords.suggestions}>
          {props.options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's (aria-activedescendant).
            <div
              key={props.optionKey(option)}
              id={optionId(id, index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === list.active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => list.pick(option)}
            >
              {props.optionText(option)}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const optionId = (id: string, index: number): string => `${id}-option-${index}`;

/** Whether the list of options is open, which option is chosen (-1: none), and the keys that change both. */
function useOptionList<T>({ options, eager = false, onPick, onEnter, onKey }: ComboboxProps<T>) {
  const isWanted = useSignal(false);
  const active = useSignal(-1);
  const isOpen = isWanted.value && options.length > 0;

  useEffect(() => {
    active.value = eager && options.length > 0 ? 0 : -1;
  }, [options, eager, active]);

  const open = (): void => {
    isWanted.value = true;
  };

  const close = (): void => {
    isWanted.value = false;
    active.value = -1;
  };

  const pick = (option: T): void => {
    close();
    onPick(option);
  };

  const walk = (step: 1 | -1): void => {
    if (!isOpen) {
      open();
      return;
    }
    const places = options.length + 1;
    active.value = ((active.value + 1 + step + places) % places) - 1;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const chosen = isOpen ? options[active.value] : undefined;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      walk(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && isPlain) {
      if (chosen === undefined && onEnter === undefined) return;
      event.preventDefault();
      if (chosen !== undefined) pick(chosen);
      else onEnter?.();
    } else onKey?.(event);
  };

  return { isOpen, active: active.value, open, close, pick, onKeyDown };
}
