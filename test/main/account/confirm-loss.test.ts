import { describe, expect, it, vi } from 'vitest';
import { type Ask, confirmQuit, confirmSignOut } from '../../../main/account/confirm-loss.ts';
import { message } from '../../fakes/messages.ts';

/** Presses the buttons with these words, one a question, and keeps what was asked. */
function person(...presses: readonly string[]) {
  const left = [...presses];
  const asked: Parameters<Ask>[0][] = [];
  const ask: Ask = async (question) => {
    asked.push(question);
    return question.buttons?.indexOf(left.shift() ?? '') ?? -1;
  };
  return { ask, asked };
}

/** Messages in memory: `unsent` of them, `held` among those. What is sent leaves only `stuck` behind. */
function inMemory(unsent: number, held = 0, stuck = 0) {
  const now = { unsent, held };
  return {
    unsent: () => ({ ok: true as const, value: now.unsent }),
    held: () => ({ ok: true as const, value: Array.from({ length: now.held }, (_, id) => message({ id })) }),
    settleHeldForQuit: vi.fn(async () => {
      now.unsent += stuck - now.held;
      now.held = 0;
      return { ok: true as const, value: null };
    }),
  };
}

describe('signing out', () => {
  it('says how many are lost, and by default loses none', async () => {
    const { ask, asked } = person('Sign out and lose them', 'Stay signed in', 'Sign out and lose it');
    expect(await confirmSignOut(3, ask)).toBe(true);
    expect(asked[0]).toMatchObject({
      message: "3 messages haven't been sent",
      detail: 'They are kept in memory only and will be lost when you sign out.',
      defaultId: 0,
      cancelId: 0,
      buttons: ['Stay signed in', 'Sign out and lose them'],
    });
    expect(await confirmSignOut(3, ask)).toBe(false);
    expect(await confirmSignOut(1, ask)).toBe(true);
    expect(asked[2]?.message).toBe("1 message hasn't been sent");
  });
});

describe('quitting', () => {
  it('asks nothing when nothing is lost', async () => {
    const { ask, asked } = person();
    expect(await confirmQuit(() => ({ current: undefined, aside: [] }), ask)).toBe(true);
    expect(await confirmQuit(() => ({ current: inMemory(0), aside: [inMemory(0)] }), ask)).toBe(true);
    expect(asked).toEqual([]);
  });

  it('counts every login in one question', async () => {
    const { ask, asked } = person("Don't quit", 'Quit and lose them');
    const all = { current: inMemory(2), aside: [inMemory(1), inMemory(4)] };
    expect(await confirmQuit(() => all, ask)).toBe(false);
    expect(await confirmQuit(() => all, ask)).toBe(true);
    expect(asked[0]).toMatchObject({
      message: "7 messages haven't been sent",
      detail: 'They are kept in memory only and will be lost when you quit.',
      buttons: ["Don't quit", 'Quit and lose them'],
    });
  });

  it('can send what is held first, and goes without another question when all of it left', async () => {
    const { ask, asked } = person('Send now');
    const current = inMemory(2, 2);
    expect(await confirmQuit(() => ({ current, aside: [] }), ask)).toBe(true);
    expect(current.settleHeldForQuit).toHaveBeenCalledExactlyOnceWith('send-now');
    expect(asked).toHaveLength(1);
  });

  it('asks again about what did not leave', async () => {
    const { ask, asked } = person('Send now', "Don't quit");
    const current = inMemory(2, 2, 1);
    expect(await confirmQuit(() => ({ current, aside: [] }), ask)).toBe(false);
    expect(asked[1]).toMatchObject({ message: "1 message hasn't been sent", buttons: ["Don't quit", 'Quit and lose it'] });
  });

  it('stays when the question was closed', async () => {
    const { ask } = person('no such button');
    expect(await confirmQuit(() => ({ current: inMemory(1), aside: [] }), ask)).toBe(false);
  });
});
