import type { MessageBoxOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { createQuestions } from '../../main/questions.ts';

function build() {
  const answers: { readonly answer: (response: number) => void; readonly fail: () => void }[] = [];
  const said: string[] = [];
  const showMessageBox = vi.fn(
    (..._: unknown[]) =>
      new Promise<{ response: number; checkboxChecked: boolean }>((resolve, reject) => {
        answers.push({ answer: (response) => resolve({ response, checkboxChecked: false }), fail: () => reject(new Error('gone')) });
      }),
  );
  const questions = createQuestions({ dialog: { showMessageBox }, onOpen: () => said.push('open'), onClose: () => said.push('close') });
  return { questions, answers, said };
}

const options: MessageBoxOptions = { message: 'Really?' };

describe('questions', () => {
  it('tell when the first opens and the last is answered', async () => {
    const { questions, answers, said } = build();
    const [first, second] = [questions.ask(options), questions.ask(options)];
    expect(said).toEqual(['open']);
    answers[0]?.answer(2);
    expect(await first).toBe(2);
    expect(said).toEqual(['open']);
    answers[1]?.answer(0);
    expect(await second).toBe(0);
    expect(said).toEqual(['open', 'close']);
  });

  it('close also when a dialog fails', async () => {
    const { questions, answers, said } = build();
    const asked = questions.ask(options);
    answers[0]?.fail();
    await expect(asked).rejects.toThrow('gone');
    expect(said).toEqual(['open', 'close']);
  });
});
