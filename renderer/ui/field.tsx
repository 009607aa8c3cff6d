import type { ComponentChildren } from 'preact';
import type { Failure } from '../../main/model/failure.ts';
import { say } from '../../main/words/failures.ts';

/** The id of the sentence under a field, for `aria-describedby`. */
export function errorId(id: string): string {
  return `${id}-error`;
}

/** What marks a field as wrong and names the sentence that says why; nothing while it is not. */
export function fieldErrorProps(id: string, failure: Failure | undefined) {
  return failure === undefined ? {} : ({ 'aria-invalid': 'true', 'aria-describedby': errorId(id) } as const);
}

/** What is wrong at a field, with the cure; nothing when nothing is. */
export function FieldError({ id, failure }: { readonly id: string; readonly failure: Failure | undefined }) {
  return failure === undefined ? null : (
    <p class="error" id={errorId(id)} role="alert">
      {say(failure)}
    </p>
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
