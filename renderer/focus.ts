/** A ref that takes the focus when its element appears; being the same function at each render, it never takes it again. */
export function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}
