import { useRef } from 'preact/hooks';

/** Keys that step through the values of a closed list, a typed character too. */
const isStep = ({ key, altKey }: KeyboardEvent): boolean =>
  !altKey && (/^(Arrow|Page)|^(Home|End)$/.test(key) || (key.length === 1 && key !== ' '));

interface ChoiceProps<T> {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  /** `passed`: by a key that steps through the values, perhaps on the way to another one. */
  readonly onChoose: (value: T, how: 'picked' | 'passed') => void;
  readonly onEnter?: () => void;
}

/** A setting with a few values. */
export function Choice<T>({ id, label, hint, value, options, onChoose, onEnter }: ChoiceProps<T>) {
  const isStepping = useRef(false);
  const chosen = options.findIndex((option) => option.value === value);

  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <select
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={String(chosen)}
        onKeyDown={(event) => {
          isStepping.current = isStep(event);
          if (event.key === 'Enter') onEnter?.();
        }}
        onKeyUp={() => {
          isStepping.current = false;
        }}
        onPointerDown={() => {
          isStepping.current = false;
        }}
        onChange={(event) => {
          const option = options[Number(event.currentTarget.value)];
          if (option !== undefined) onChoose(option.value, isStepping.current ? 'passed' : 'picked');
        }}
      >
        {options.map((option, index) => (
          <option key={option.label} value={String(index)}>
            {option.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
