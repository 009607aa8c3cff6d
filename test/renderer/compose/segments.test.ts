import { describe, expect, it } from 'vitest';
import { countSegments } from '../../../renderer/compose/segments.ts';

const a = (count: number) => 'a'.repeat(count);

describe('countSegments', () => {
  // At each edge: 160 units alone and 153 a part in GSM-7, 70 and 67 in UCS-2; neither an escape pair nor a surrogate pair is split.
  it.each([
    ['empty', '', 0, 0],
    ['160 a', a(160), 160, 1],
    ['161 a', a(161), 161, 2],
    ['306 a', a(306), 306, 2],
    ['307 a', a(307), 307, 3],
    ['158 a + €', `${a(158)}€`, 160, 1],
    ['159 a + €', `${a(159)}€`, 161, 2],
    ['80 €', '€'.repeat(80), 160, 1],
    ['81 €', '€'.repeat(81), 162, 2],
    ['152 a + € + 151 a', `${a(152)}€${a(151)}`, 305, 2],
    ['152 a + € + 152 a (the ESC pair moves)', `${a(152)}€${a(152)}`, 306, 3],
    ['69 a + ’', `${a(69)}’`, 70, 1],
    ['70 a + ’', `${a(70)}’`, 71, 2],
    ['159 a + ’', `${a(159)}’`, 160, 3],
    ['35 emoji', '😀'.repeat(35), 70, 1],
    ['36 emoji', '😀'.repeat(36), 72, 2],
    ['67 emoji (pairs do not split)', '😀'.repeat(67), 134, 3],
    ['66 ê + emoji + 10 ê', `${'ê'.repeat(66)}😀${'ê'.repeat(10)}`, 78, 2],
    ['670 ê', 'ê'.repeat(670), 670, 10],
    ['a family emoji', '👨‍👩‍👧‍👦', 11, 1],
    ['1530 a', a(1530), 1530, 10],
    ['1531 a', a(1531), 1531, 11],
  ])('%s', async (_, text, units, parts) => {
    expect(await countSegments(text)).toMatchObject({ units, parts });
  });

  it('tells what fits', async () => {
    expect((await countSegments(a(142))).capacity).toBe(160);
    expect((await countSegments(a(161))).capacity).toBe(306);
  });
});
