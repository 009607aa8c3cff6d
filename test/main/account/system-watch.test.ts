import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { expect, it, vi } from 'vitest';
import { watchSystem } from '../../../main/account/system-watch.ts';
import type { EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { fakeMessages } from '../../fakes/messages.ts';

function setUp() {
  const computer = { isOnline: true };
  const powerMonitor = new EventEmitter();
  const clock = fakeClock();
  const client = {} as EvoVoiceClient;
  const messages = fakeMessages({ pause: vi.fn(), resume: vi.fn() });
  const account = { messages: () => messages, client: () => client, noticeFailure: vi.fn(), reconnectNow: vi.fn() };
  watchSystem({
    powerMonitor: powerMonitor as unknown as Pick<PowerMonitor, 'on'>,
    net: { isOnline: () => computer.isOnline },
    account,
    clock,
  });
  return { computer, powerMonitor, clock, client, messages, account };
}

it('lets nothing leave while the computer sleeps, and tries everything at once when it wakes up', () => {
  const { powerMonitor, messages, account } = setUp();
  powerMonitor.emit('suspend');
  expect(messages.pause).toHaveBeenCalledExactlyOnceWith('suspended');
  expect(account.reconnectNow).not.toHaveBeenCalled();
  powerMonitor.emit('resume');
  expect(messages.resume).toHaveBeenCalledExactlyOnceWith('suspended');
  expect(account.reconnectNow).toHaveBeenCalledOnce();
});

it('tells once when the network goes, and once when it comes back', async () => {
  const { computer, clock, client, account } = setUp();
  await clock.advance(60_000);
  expect(account.noticeFailure).not.toHaveBeenCalled();
  computer.isOnline = false;
  await clock.advance(60_000);
  expect(account.noticeFailure).toHaveBeenCalledExactlyOnceWith({ code: 'offline' }, client);
  expect(account.reconnectNow).not.toHaveBeenCalled();
  computer.isOnline = true;
  await clock.advance(60_000);
  expect(account.reconnectNow).toHaveBeenCalledOnce();
  expect(account.noticeFailure).toHaveBeenCalledOnce();
});
