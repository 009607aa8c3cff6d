import { render } from 'preact';
import type { Bridge } from '../main/ipc/contract.ts';
import { createActions } from './actions.ts';
import { App } from './app.tsx';
import { createState } from './state.ts';

declare global {
  interface Window {
    /** Put there by the preload script; the page's only way to main. */
    readonly quickSend: Bridge;
  }
}

const state = createState();
const actions = createActions(state, window.quickSend);
actions.start();

const root = document.getElementById('app');
if (root !== null) render(<App state={state} actions={actions} />, root);
