import { expect, it } from 'vitest';
import { createOneAtATime } from '../../../renderer/compose/one-at-a-time.ts';

it('runs one task after the other, in order, and goes on after one that fails', async () => {
  const oneAtATime = createOneAtATime();
  const done: string[] = [];
  let end = (): void => {};
  let first: Promise<never> | undefined;
  const started = new Promise<void>((start) => {
    first = oneAtATime(async () => {
      start();
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      done.push('first');
      throw new Error('broken');
    });
  });
  const second = oneAtATime(async () => {
    done.push('second');
    return 2;
  });
  await started;
  expect(done).toEqual([]);
  end();
  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe(2);
  expect(done).toEqual(['first', 'second']);
});
