import { describe, expect, it } from 'vitest';
import { createComposer } from './composer.ts';

describe('chat sessions', () => {
  it('are the running chats, by the name of the other party', async () => {
    const value = [
      { id: 's1', channel: 'Chat', fromName: 'Bo', endpointName: 'Main line' },
      { id: 's2', channel: 'Chat', fromAddress: '+12025550143' },
      { id: 's3', channel: 'Voice', fromName: 'Call' },
      { id: 's4', channel: 'Chat', ended: true },
      { id: 's5' },
    ];
    const { calls } = createComposer({ client: { mySessions: async () => ({ ok: true, value }) } });
    expect(await calls['compose:sessions'](undefined)).toEqual({
      ok: true,
      value: [
        { sessionId: 's1', name: 'Bo', line: 'Main line' },
        { sessionId: 's2', name: '+1 202 555 0143', line: undefined },
        { sessionId: 's5', name: 's5', line: undefined },
      ],
    });
  });
});
