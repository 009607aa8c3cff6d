import { cleanup, render } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach } from 'vitest';
import { createActions } from '../../renderer/actions.ts';
import { App } from '../../renderer/app.tsx';
import { createState } from '../../renderer/state.ts';
import type { FakeBridge } from '../fakes/bridge.ts';

/** Sizes in px: the DOM of the tests has no layout, and a list without a height draws no rows. */
const listHeight = 400;
const rowHeight = 57;

Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => listHeight });
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => rowHeight });

let stop: (() => void) | undefined;

afterEach(() => {
  cleanup();
  stop?.();
});

/** The whole popup over a fake bridge, with a person at the keyboard. */
export function renderPopup(bridge: FakeBridge) {
  const state = createState();
  const actions = createActions(state, bridge);
  stop = actions.start();
  render(<App state={state} actions={actions} />);
  return { state, actions, user: userEvent.setup() };
}
