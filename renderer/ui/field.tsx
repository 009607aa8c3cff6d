import type { ComponentChildren } from 'preact';
import type { Failure } from '../../main/model/failure.ts';
import { say } from '../../main/words/failures.ts';

/** The id of the sentence under a field, for `aria-describedby`. */
export function errorId(id: string): string {
  return `${id}-error`;
}

/** What is wrong at a field, with the cure; nothing when nothing is. */
export function FieldError({ id, failure }: { readonly id: string; readonly failure: Failure | undefined }) {
  return failure === undefined ? null : (
    <p class="error" id={errorId(id)} role="alert">
      {say(failure)}
    </p>
  );
}

interface LabelledFieldProps {
  /** The id of the field itself. */
  readonly id: string;
  readonly label: string;
  readonly failure: Failure | undefined;
  readonly children: ComponentChildren;
}

/** A field of a form between its label and what is wrong with it. */
export function LabelledField({ id, label, failure, children }: LabelledFieldProps) {
  return (
    <div class="stack">
      <label for={id}>{label}</label>
      {children}
      <FieldError id={id} failure={failure} />
    </div>
  );
}

/** A notice above or beside what it is about; `tone` is never the only sign of its meaning. */
export function Notice({
  tone = 'info',
  children,
}: {
  readonly tone?: 'info' | 'warning' | 'error';
  readonly children: ComponentChildren;
}) {
  return (
    <div class={`notice ${tone}`} role={tone === 'error' ? 'alert' : 'note'}>
      {children}
    </div>
  );
}
