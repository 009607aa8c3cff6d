import { expect, it } from 'vitest';
import { createLane } from '../../../renderer/compose/lane.ts';

it('runs one piece of work after the other, in order, and goes on after one that fails', async () => {
  const lane = createLane();
  const done: string[] = [];
  let open = (): void => {};
  const first = lane(async () => {
    await new Promise<void>((resolve) => {
      open = resolve;
    });
    done.push('first');
    throw new Error('broken');
  });
  const second = lane(async () => {
    done.push('second');
    return 2;
  });
  await Promise.resolve();
  expect(done).toEqual([]);
  open();
  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe(2);
  expect(done).toEqual(['first', 'second']);
});
