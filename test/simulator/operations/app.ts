import { ok } from '../answers.ts';
import { writeDate } from '../dates.ts';
import { unknown } from '../message-info.ts';
import { account, person } from '../sample.ts';
import type { Operation } from './operation.ts';

/** Lists the person's running sessions. */
export const getMySessions: Operation = {
  name: 'GetMySessions',
  verbs: ['GET'],
  paths: ['/sessions/my'],
  access: ['User'],
  request: { members: {} },
  run(_request, { store, switches }) {
    const { dateFormat, unknownEnums, unknownMembers } = switches();
    const running = store.sessions().filter((session) => !session.ended);
    return ok({
      sessions: running.map((session) => ({
        dialState: 'None',
        callState: unknownEnums === 'on' ? 'Whispering' : 'Connected',
        queueState: 'None',
        accountId: account.id,
        accountName: account.name,
        customerId: account.customerId,
        customerName: account.name,
        endpointId: session.endpointId,
        endpointName: store.endpoint(session.endpointId)?.displayName,
        dateCompleted: undefined,
        toAddress: store.endpoint(session.endpointId)?.phoneNumber,
        fromAddress: session.from,
        fromName: session.fromName,
        channel: 'Chat',
        ended: false,
        holdReason: 'None',
        direction: 'Incoming',
        id: session.id,
        dateCreated: writeDate(session.at, 0, dateFormat),
        ...(unknownMembers === 'on' ? unknown : {}),
      })),
    });
  },
};

/** Lists the endpoints and customers that the person may configure. */
export const listSettingsObjects: Operation = {
  name: 'ListSettingsObjects',
  verbs: ['GET'],
  paths: ['/app/settings-objects'],
  access: ['User'],
  request: { members: {} },
  run(_request, { store }) {
    const endpoints = store.endpoints.map(({ id, displayName, phoneNumber, type }) => ({
      id,
      name: displayName,
      description: phoneNumber,
      readOnly: false,
      type: 'Endpoint',
      endpointType: type,
      fields: [],
    }));
    const customer = { id: account.customerId, name: account.name, readOnly: true, type: 'Customer', fields: [] };
    return ok({ settingsObjects: [...endpoints, customer] });
  },
};

/** The configuration of the vendor's own app; `accessToken` is a secret that must not be logged. */
export const getAppConfig: Operation = {
  name: 'GetAppConfig',
  verbs: ['GET'],
  paths: ['/app/config'],
  access: ['User'],
  request: { members: { deviceType: 'string', pushCredentialSid: 'string', applicationSid: 'string', sandbox: 'boolean' } },
  run(_request, { userName }) {
    const { firstName, lastName, name } = person;
    return ok({
      endpointId: person.endpointId,
      accountId: account.id,
      customerId: account.customerId,
      accessToken: 'simulated-voice-access-token',
      identity: person.endpointId,
      emailAddress: userName,
      userInfo: { firstName, lastName, name, avatarUrl: undefined },
      agentState: 'Ready',
      agentStateReason: 'SetByUser',
      tabs: [],
      appSettings: { enableDialer: true, enableCallHistory: true, pageTitle: account.name },
    });
  },
};
