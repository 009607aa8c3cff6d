import { describe, expect, test } from 'vitest';
import { createTestPopup } from './test-popup.ts';

describe('losing the focus', () => {
  test('hides it, but not while it is still appearing', () => {
    const { popup, focus, pass } = createTestPopup();
    popup.show();
    pass(149);
    focus(false);
    expect(popup.isShown()).toBe(true);
    focus(true);
    pass(1);
    focus(false);
    expect(popup.isShown()).toBe(false);
  });

  test('is fine while a dialog of ours is open, whatever becomes of it', async () => {
    const { popup, focus, pass, state } = createTestPopup();
    popup.show();
    pass(1000);
    const held = popup.holdOpen(async () => {
      focus(false);
      expect(popup.isShown()).toBe(true);
      // Above everything it would hide the dialog, which stands in the middle of the screen as well.
      expect(state.onTop).toBe(false);
      popup.show();
      expect(state.onTop).toBe(false);
      throw new Error('no such folder');
    });
    await expect(held).rejects.toThrow('no such folder');
    expect(state).toMatchObject({ focused: true, onTop: true });
    pass(1000);
    focus(false);
    expect(popup.isShown()).toBe(false);
  });

  test('is fine with developer tools', () => {
    const { popup, focus, pass, state } = createTestPopup();
    state.devTools = true;
    popup.show();
    pass(1000);
    focus(false);
    expect(popup.isShown()).toBe(true);
  });
});

describe('toggling', () => {
  test('shows and hides', () => {
    const { popup } = createTestPopup();
    popup.toggle();
    expect(popup.isShown()).toBe(true);
    popup.toggle();
    expect(popup.isShown()).toBe(false);
    popup.toggle();
    expect(popup.isShown()).toBe(true);
  });

  test('brings up a popup that lies behind others', () => {
    const { popup, focus, state } = createTestPopup();
    popup.show();
    focus(false);
    popup.toggle();
    expect(state).toMatchObject({ visible: true, focused: true });
  });

  test('does not reopen it by the click that took its focus', () => {
    const { popup, focus, pass } = createTestPopup();
    popup.show();
    pass(1000);
    focus(false);
    pass(249);
    popup.toggle();
    expect(popup.isShown()).toBe(false);
    pass(1);
    popup.toggle();
    expect(popup.isShown()).toBe(true);
  });

  test('a wish to show is never taken for such a click', () => {
    const { popup, focus, pass } = createTestPopup();
    popup.show();
    pass(1000);
    focus(false);
    popup.show();
    expect(popup.isShown()).toBe(true);
  });
});
