import { describe, expect, it, vi } from 'vitest';
import { createLateNotice } from '../../../main/desktop/late-notice.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { message } from '../../fakes/messages.ts';
import { fakeNotifications } from '../../fakes/notifications.ts';

function build(shown = false) {
  const clock = fakeClock();
  const { made, create } = fakeNotifications();
  const onOpen = vi.fn();
  const notice = createLateNotice({
    isSupported: () => true,
    isPopupShown: () => shown,
    onOpen,
    clock,
    create,
  });
  const late = (id: number, waitedMs = 3_600_000) => message({ id, state: 'review', dueAt: clock.now() - waitedMs, text: 'secret text' });
  const update = (...items: readonly ReturnType<typeof message>[]) => notice.update({ items, removed: [], reset: false });
  return { clock, notice, made, onOpen, late, update };
}

describe('the notice of late messages', () => {
  it('is one for all that come together, and says how many', async () => {
    const { clock, made, onOpen, late, update } = build();
    for (const id of [1, 2, 3]) update(late(id));
    await clock.advance(1000);
    expect(made.map(({ title, body }) => [title, body])).toEqual([
      ['3 messages were not sent: they waited too long', 'Click to see them.'],
    ]);
    made[0]?.click();
    expect(onOpen).toHaveBeenCalledOnce();
  });

  it('counts on when more come, in place of the one before', async () => {
    const { clock, made, late, update } = build();
    update(late(1));
    await clock.advance(1000);
    update(late(1), late(2));
    await clock.advance(1000);
    expect(made.map(({ title }) => title)).toEqual([
      'A message was not sent: it waited too long',
      '2 messages were not sent: they waited too long',
    ]);
    expect(made[0]?.close).toHaveBeenCalledOnce();
  });

  it('does not say that they waited when the app ended before they left', async () => {
    const { clock, made, late, update } = build();
    update(late(1, 60_000), late(2, 60_000));
    await clock.advance(1000);
    expect(made.map(({ title }) => title)).toEqual(['2 messages were not sent']);
  });

  it('goes when none of them waits for the person any more, and when the login ends', async () => {
    const { clock, notice, made, late, update } = build();
    update(late(1), late(2));
    await clock.advance(1000);
    update(message({ id: 1, state: 'queued' }));
    expect(made[0]?.close).not.toHaveBeenCalled();
    notice.update({ items: [], removed: [2], reset: false });
    expect(made[0]?.close).toHaveBeenCalledOnce();
    update(late(3));
    notice.clear();
    await clock.advance(1000);
    expect(made).toHaveLength(1);
  });

  it('is none for a person who looks at the popup, nor for what was imported', async () => {
    const looking = build(true);
    looking.update(looking.late(1));
    await looking.clock.advance(1000);
    expect(looking.made).toEqual([]);
    const { clock, made, update } = build();
    update(message({ id: 1, state: 'review' }), message({ id: 2, state: 'failed' }));
    await clock.advance(1000);
    expect(made).toEqual([]);
  });
});
