import type { Result, ServiceFailure } from '../model/failure.ts';
import type { EvoVoiceClient, Sender } from './client.ts';
import type { ConversationInfo, EndpointInfo, SettingsObject, UserInfo } from './dtos.ts';

import { readE164 } from './phone-number.ts';

/** The lists a sender can be found in. */
export interface SenderSources extends Pick<EvoVoiceClient, 'listEndpoints' | 'listConversations'> {
  settingsObjects(): Promise<Result<readonly SettingsObject[], ServiceFailure>>;
}

/** Roles that may list endpoints (evo-voice-api.md 3.5). */
const listingRoles = ['SystemAdministrator', 'Manager', 'Customer'];

/**
 * The lines a login may send from. A role that may list endpoints has them all there; a plain `User` has those it may configure and those that
 * already had traffic (evo-voice-api.md 3.6). A source that this login or this server does not have counts as empty; any other failure is the answer.
 */
export async function findSenders(user: UserInfo, sources: SenderSources): Promise<Result<readonly Sender[], ServiceFailure>> {
  if (user.roles.some((role) => listingRoles.includes(role))) {
    const endpoints = await sources.listEndpoints({ type: 'PhoneNumber' });
    if (endpoints.ok) return { ok: true, value: endpoints.value.filter(maySendSms).map(endpointSender) };
    if (!isNotForUs(endpoints.error)) return endpoints;
  }
  const [settings, conversations] = await Promise.all([sources.settingsObjects(), sources.listConversations()]);
  if (!settings.ok && !isNotForUs(settings.error)) return settings;
  if (!conversations.ok && !isNotForUs(conversations.error)) return conversations;
  const merged = new Map<string, Sender>();
  const named = [
    ...(settings.ok ? settings.value.filter(isLine).map(settingsSender) : []),
    ...(conversations.ok ? conversations.value.flatMap(conversationSender) : []),
  ];
  for (const { endpointId, displayName } of named) {
    const name = merged.get(endpointId)?.displayName ?? displayName;
    merged.set(endpointId, { endpointId, displayName: name, phoneNumber: readE164(name) });
  }
  return { ok: true, value: [...merged.values()] };
}

/** A virtual number and one whose texting is off cannot send (evo-voice-api.md 3.5). */
function maySendSms({ type, disableSms, isVirtualPhoneNumber }: EndpointInfo): boolean {
  return (type === undefined || type === 'PhoneNumber') && disableSms !== true && isVirtualPhoneNumber !== true;
}

function isLine({ type, endpointType }: SettingsObject): boolean {
  return endpointType === 'PhoneNumber' && (type === undefined || type === 'Endpoint');
}

function endpointSender({ id, displayName, phoneNumber }: EndpointInfo): Sender {
  return { endpointId: id, displayName, phoneNumber };
}

function settingsSender({ id, name }: SettingsObject): Sender {
  return { endpointId: id, displayName: name };
}

function conversationSender({ endpointId, mostRecentMessage }: ConversationInfo): Sender[] {
  return endpointId === undefined ? [] : [{ endpointId, displayName: mostRecentMessage?.endpointDisplayName }];
}

/** The role does not allow the call, or this version of the service does not have it. */
function isNotForUs({ code }: ServiceFailure): boolean {
  return code === 'role-missing' || code === 'refused' || code === 'not-evo-voice';
}
