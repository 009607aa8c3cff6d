import { fireEvent, screen, waitFor } from '@testing-library/preact';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureWords } from '../../../main/words/failures.ts';
import { fitDraft, longestDraft } from '../../../renderer/compose/longest-draft.ts';
import { ok, shownDraft } from '../../fakes/bridge.ts';
import { isLoaded, message, renderComposer } from './composer.tsx';

const a = (count: number): string => 'a'.repeat(count);
const smile = '\u{1f642}';
const isSaid = () => screen.queryByText((text) => text.startsWith(failureWords['draft-too-long'].sentence)) !== null;

describe('what a draft takes', () => {
  it.each([
    ['all that fits', a(longestDraft), longestDraft, a(longestDraft), longestDraft],
    ['no more, typed at the end', `${a(longestDraft)}b`, longestDraft + 1, a(longestDraft), longestDraft],
    ['no more, typed in the middle', `aab${a(longestDraft - 2)}`, 3, a(longestDraft), 2],
    ['the beginning of what was pasted in the middle', `a${'b'.repeat(10)}${a(longestDraft - 4)}`, 11, `abbb${a(longestDraft - 4)}`, 4],
    ['no half of a character', `${a(longestDraft - 1)}${smile}`, longestDraft + 1, a(longestDraft - 1), longestDraft - 1],
    [
      'no half of the last that fits',
      `${a(longestDraft - 3)}${smile}${smile}`,
      longestDraft + 1,
      `${a(longestDraft - 3)}${smile}`,
      longestDraft - 1,
    ],
    ['no half of a character around the caret', `${smile}${a(longestDraft)}`, 1, a(longestDraft), 0],
  ])('is %s', (_, text, caret, taken, caretThen) => {
    const fitted = fitDraft({ text, caret });
    expect(fitted.text === taken).toBe(true);
    expect(fitted.caret).toBe(caretThen);
  });

  it('fits, keeps what stood before and behind, and holds whole characters', () => {
    const part = fc.string({ unit: fc.constantFrom('a', smile, '\n'), maxLength: 20 });
    const run = fc.record({ before: part, inserted: part, behind: part, missing: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(run, ({ before, inserted, behind, missing }) => {
        const filled = a(longestDraft - before.length - behind.length - missing) + before;
        const text = filled + inserted + behind;
        const taken = fitDraft({ text, caret: filled.length + inserted.length });
        const kept = taken.text.slice(filled.length, taken.text.length - behind.length);
        expect(taken.text.length).toBeLessThanOrEqual(longestDraft);
        expect(taken.text.startsWith(filled) && taken.text.endsWith(behind) && inserted.startsWith(kept)).toBe(true);
        expect(/\p{Cs}/u.test(taken.text)).toBe(false);
        expect(taken.caret).toBe(filled.length + kept.length);
        if (inserted.length > missing) expect(missing - kept.length).toBeLessThanOrEqual(1);
        else expect(kept).toBe(inserted);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the message field', () => {
  it('holds no more than a draft does, says so until the text changes, and saves what it shows', async () => {
    const { bridge } = renderComposer();
    await isLoaded(bridge);
    const field = await message();
    fireEvent.input(field, { target: { value: a(600_000) } });
    expect(field.value.length).toBe(longestDraft);
    await waitFor(() => expect(isSaid()).toBe(true));
    await waitFor(() => expect(bridge.asked('compose:save-draft').at(-1)?.text.length).toBe(longestDraft));
    fireEvent.input(field, { target: { value: `${field.value}b` } });
    expect(field.value === a(longestDraft)).toBe(true);
    expect(isSaid()).toBe(true);
    fireEvent.input(field, { target: { value: 'short' } });
    await waitFor(() => expect(isSaid()).toBe(false));
    expect(field.value).toBe('short');
  });

  it('says that a text from elsewhere was longer', async () => {
    const { bridge } = renderComposer({ 'compose:open': () => ok(shownDraft(9, { text: 'cut', isCut: true })) });
    await isLoaded(bridge);
    bridge.emit('popup:shown', { prefill: { text: 'a long one' } });
    await waitFor(() => expect(isSaid()).toBe(true));
  });
});
