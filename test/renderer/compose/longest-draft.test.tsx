import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { LONGEST_DRAFT } from '../../../main/model/draft.ts';
import { ok } from '../../../main/model/failure.ts';
import { failureWords } from '../../../main/words/failure-words.ts';
import { shownDraft } from '../../fakes/bridge.ts';
import { isLoaded, message, renderComposer } from './composer.tsx';

const a = (count: number): string => 'a'.repeat(count);
const isSaid = () => screen.queryByText((text) => text.startsWith(failureWords['draft-too-long'].sentence)) !== null;

describe('the message field', () => {
  it('holds no more than a draft does, says so until the text changes, and saves what it shows', async () => {
    const { bridge } = renderComposer();
    await isLoaded(bridge);
    const field = await message();
    fireEvent.input(field, { target: { value: a(600_000) } });
    expect(field.value.length).toBe(LONGEST_DRAFT);
    await waitFor(() => expect(isSaid()).toBe(true));
    await waitFor(() => expect(bridge.asked('compose:save-draft').at(-1)?.text.length).toBe(LONGEST_DRAFT));
    fireEvent.input(field, { target: { value: `${field.value}b` } });
    expect(field.value === a(LONGEST_DRAFT)).toBe(true);
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
