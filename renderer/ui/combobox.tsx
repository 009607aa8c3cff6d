import { useSignal } from '@preact/signals';
import type { ComponentChildren, Ref } from 'preact';
import { useEffect } from 'preact/hooks';
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
  const { id, options, eager = false } = props;
  const wanted = useSignal(false);
  const active = useSignal(-1);
  const open = wanted.value && options.length > 0;
  const listId = `${id}-options`;

  useEffect(() => {
    active.value = eager && options.length > 0 ? 0 : -1;
  }, [options, eager, active]);

  const close = (): void => {
    wanted.value = false;
    active.value = -1;
  };

  const pick = (option: T): void => {
    close();
    props.onPick(option);
  };

  const walk = (step: 1 | -1): void => {
    if (!open) {
      wanted.value = true;
      return;
    }
    const places = options.length + 1;
    active.value = ((active.value + 1 + step + places) % places) - 1;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const chosen = open ? options[active.value] : undefined;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      walk(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && plain) {
      if (chosen === undefined && props.onEnter === undefined) return;
      event.preventDefault();
      if (chosen !== undefined) pick(chosen);
      else props.onEnter?.();
    } else props.onKey?.(event);
  };

  return (
    <div class="combobox">
      <input
        ref={props.inputRef}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && active.value >= 0 ? `${id}-option-${active.value}` : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid === true ? 'true' : undefined}
        disabled={props.disabled}
        readOnly={props.readOnly}
        placeholder={props.placeholder}
        value={props.value}
        onInput={(event) => {
          wanted.value = true;
          props.onType(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onClick={() => {
          if (props.opensOnClick === true) wanted.value = true;
        }}
        onBlur={() => {
          close();
          props.onBlur?.();
        }}
      />
      {open && (
        <div class="options" id={listId} role="listbox" aria-label="Suggestions">
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's (aria-activedescendant).
            <div
              key={props.optionKey(option)}
              id={`${id}-option-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active.value}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(option)}
            >
              {props.optionText(option)}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
