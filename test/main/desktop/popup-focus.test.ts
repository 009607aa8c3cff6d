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

  test('while it is appearing hides it as soon as it has settled', async () => {
    const { popup, focus, clock } = createTestPopup();
    popup.show();
    await clock.advance(50);
    focus(false);
    await clock.advance(99);
    expect(popup.isShown()).toBe(true);
    await clock.advance(1);
    expect(popup.isShown()).toBe(false);
  });

  test('for a moment while it is appearing changes nothing, nor does waiting for the first focus', async () => {
    const { popup, focus, clock, state } = createTestPopup();
    popup.show();
    await clock.advance(50);
    focus(false);
    await clock.advance(50);
    focus(true);
    await clock.advance(1000);
    expect(popup.isShown()).toBe(true);
    popup.hide();
    popup.show();
    state.focused = false;
    await clock.advance(1000);
    expect(popup.isShown()).toBe(true);
  });

  test('counts from the last time it was shown', async () => {
    const { popup, focus, clock, state } = createTestPopup();
    popup.show();
    focus(false);
    await clock.advance(100);
    popup.show();
    state.focused = false;
    await clock.advance(149);
    expect(popup.isShown()).toBe(true);
    await clock.advance(1);
    expect(popup.isShown()).toBe(false);
  });

  test('is looked at again when it is told although the popup has the focus', async () => {
    const { popup, tellBlurred, focus, clock, state } = createTestPopup();
    popup.show();
    await clock.advance(1000);
    tellBlurred();
    await clock.advance(1000);
    expect(popup.isShown()).toBe(true);
    tellBlurred();
    state.focused = false;
    await clock.advance(150);
    expect(popup.isShown()).toBe(false);
    popup.show();
    focus(false);
    popup.dispose();
    await clock.advance(1000);
  });

  test('that nobody undid hides nothing that is hidden, and ignores no later press', async () => {
    const { popup, focus, clock, sent } = createTestPopup();
    popup.show();
    focus(false);
    popup.hide();
    await clock.advance(1000);
    expect(sent.filter(([event]) => event === 'popup:hidden')).toHaveLength(1);
    popup.toggle();
    expect(popup.isShown()).toBe(true);
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
