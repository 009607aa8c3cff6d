import { describe, expect, it } from 'vitest';
import { bringBack, fill } from '../../../renderer/compose/fill.ts';
import { createComposeState, draftOf } from '../../../renderer/compose/state.ts';

function composing(to: string, text: string) {
  const compose = createComposeState();
  fill(compose, { to, text });
  return compose;
}

describe('fill', () => {
  it('puts a prefill into an empty composer, with its caret', () => {
    const compose = createComposeState();
    fill(compose, { to: '+15556667777', text: 'Hello', caret: 2 });
    expect(draftOf(compose)).toMatchObject({ to: '+15556667777', text: 'Hello', caret: 2 });
    expect(compose.focus.value.place).toBe('text');
    expect(compose.aside.value).toBeUndefined();
  });

  it('adds what is missing when nothing is overwritten', () => {
    const compose = composing('', 'Hello');
    fill(compose, { to: '+1555' });
    expect(draftOf(compose)).toMatchObject({ to: '+1555', text: 'Hello' });
    expect(compose.aside.value).toBeUndefined();
  });

  it('never lets a text meet a recipient it was not written for, and loses neither', () => {
    const compose = composing('+1111', 'Dear Ann');
    fill(compose, { to: '+1222' });
    expect(draftOf(compose)).toMatchObject({ to: '+1222', text: '' });
    expect(compose.aside.value).toMatchObject({ to: '+1111', text: 'Dear Ann' });
    bringBack(compose);
    expect(draftOf(compose)).toMatchObject({ to: '+1111', text: 'Dear Ann' });
    expect(compose.aside.value).toMatchObject({ to: '+1222', text: '' });
  });

  it('gives a chat session precedence over a number, and leaves it for a number', () => {
    const compose = composing('', '');
    fill(compose, { sessionId: 's-1' });
    expect(draftOf(compose)).toMatchObject({ sessionId: 's-1' });
    fill(compose, { to: '+1222' });
    expect(compose.sessionId.value).toBeUndefined();
  });
});
