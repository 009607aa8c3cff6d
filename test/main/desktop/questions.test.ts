import type { MessageBoxOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { createQuestions } from '../../../main/desktop/questions.ts';

function build() {
  const answers: { readonly answer: (response: number) => void; readonly fail: () => void }[] = [];
  const said: string[] = [];
  const showMessageBox = vi.fn(
    (..._: unknown[]) =>
      new Promise<{ response: number; checkboxChecked: boolean }>((resolve, reject) => {
        answers.push({ answer: (response) => resolve({ response, checkboxChecked: false }), fail: () => reject(new Error('gone')) });
      }),
  );
  const holdsOf = (login: string) => ({
    pauseHolds: () => void said.push(`pause ${login}`),
    resumeHolds: () => void said.push(`resume ${login}`),
  });
  let inUse = holdsOf('a');
  const questions = createQuestions({ showMessageBox, messages: () => inUse });
  const signInAs = (login: string) => {
    inUse = holdsOf(login);
  };
  return { questions, answers, said, signInAs };
}

const options: MessageBoxOptions = { message: 'Really?' };

describe('questions', () => {
  it('stop the holds from the first until the last is answered', async () => {
    const { questions, answers, said } = build();
    const [first, second] = [questions.ask(options), questions.ask(options)];
    expect(said).toEqual(['pause a']);
    answers[0]?.answer(2);
    expect(await first).toBe(2);
    expect(said).toEqual(['pause a']);
    answers[1]?.answer(0);
    expect(await second).toBe(0);
    expect(said).toEqual(['pause a', 'resume a']);
  });

  it('let those go on that they stopped, whoever is signed in by then', async () => {
    const { questions, answers, said, signInAs } = build();
    const asked = questions.ask(options);
    signInAs('b');
    answers[0]?.answer(0);
    await asked;
    expect(said).toEqual(['pause a', 'resume a']);
  });

  it('let them go on also when a dialog fails', async () => {
    const { questions, answers, said } = build();
    const asked = questions.ask(options);
    answers[0]?.fail();
    await expect(asked).rejects.toThrow('gone');
    expect(said).toEqual(['pause a', 'resume a']);
  });
});
