import { systemClock } from '../../../main/clock.ts';
import type { EvoVoiceClient } from '../../../main/evo-voice/api.ts';
import type { SendMessage } from '../../../main/evo-voice/dtos.ts';
import type { SendOutcome } from '../../../main/evo-voice/outcomes.ts';
import { snapshotBeforeSend } from '../../../main/messages/outbox/pre-send-snapshot.ts';

/** Sends as the app does: asks the service first, and sends the message only if it answers. */
export async function deliver(client: EvoVoiceClient, { endpointId = '', toAddress = '', body }: SendMessage): Promise<SendOutcome> {
  const target = { kind: 'sms', endpointId, toAddress } as const;
  const message = { id: 1, state: 'queued', target, endpointId, address: toAddress, text: body, caret: 0, at: 0, attempts: 0 } as const;
  const snapshot = await snapshotBeforeSend(client, message, systemClock);
  return snapshot.ok ? client.send({ endpointId, toAddress, body }) : { kind: 'not-processed', failure: snapshot.error };
}
