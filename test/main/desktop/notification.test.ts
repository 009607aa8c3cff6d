import { describe, expect, it } from 'vitest';
import { notificationCreator } from '../../../main/desktop/notification.ts';
import { fakeNotifications } from '../../fakes/notifications.ts';

function notificationText(words: { title: string; body: string }, platform: NodeJS.Platform) {
  const { made, create } = fakeNotifications();
  notificationCreator(platform, create)(words);
  return { title: made[0]?.title, body: made[0]?.body };
}

const hostile = `<b>Bob</b> & "Co" <a href='https://example.com'>\u202e1710 555\u202c\u0007`;

describe('the text of a notification', () => {
  it('escapes markup in the body, and there alone, where a desktop reads it', () => {
    expect(notificationText({ title: `To ${hostile}`, body: `To ${hostile}.` }, 'linux')).toEqual({
      title: `To <b>Bob</b> & "Co" <a href='https://example.com'>1710 555`,
      body: 'To &lt;b&gt;Bob&lt;/b&gt; &amp; &quot;Co&quot; &lt;a href=&#39;https://example.com&#39;&gt;1710 555.',
    });
  });

  it.each(['darwin', 'win32'] as const)('is not escaped on %s, which shows it as it is', (platform) => {
    expect(notificationText({ title: 'a', body: hostile }, platform).body).toBe(`<b>Bob</b> & "Co" <a href='https://example.com'>1710 555`);
  });

  it('is cut to 200 characters before it is escaped, so that no entity is cut', () => {
    const { title, body } = notificationText({ title: '&'.repeat(300), body: '&'.repeat(300) }, 'linux');
    expect(title).toBe(`${'&'.repeat(199)}…`);
    expect(body).toBe(`${'&amp;'.repeat(199)}…`);
  });

  it('counts only what is shown', () => {
    expect(notificationText({ title: '\u202e'.repeat(300), body: `${'\u2066'.repeat(300)}Ann` }, 'linux')).toEqual({
      title: '',
      body: 'Ann',
    });
  });
});
