import { readE164 } from '../model/address.ts';
import { ok, type Result, type ServiceFailure } from '../model/failure.ts';
import type { Line } from '../model/line.ts';
import type { EvoVoiceClient } from './api.ts';
import type { EndpointInfo, SettingsObject, UserInfo } from './dtos.ts';

/** The lists a line can be found in. */
export interface LineSources extends Pick<EvoVoiceClient, 'listEndpoints' | 'listConversations'> {
  listSettingsObjects(): Promise<Result<readonly SettingsObject[], ServiceFailure>>;
}

/** Roles that may list endpoints. */
const listingRoles = ['SystemAdministrator', 'Manager', 'Customer'];

/**
 * Finds the lines a login may send from. A role that may list endpoints finds them all there; a plain `User` finds those it may configure and
 * those that already had traffic. A list that this login or this server does not have counts as empty; any other failure is the answer.
 */
export async function findLines(user: UserInfo, sources: LineSources): Promise<Result<readonly Line[], ServiceFailure>> {
  if (user.roles.some((role) => listingRoles.includes(role))) {
    const endpoints = await sources.listEndpoints({ type: 'PhoneNumber' });
    if (endpoints.ok) return ok(endpoints.value.filter(maySendSms).map((each) => lineOf(each.id, each.displayName, each.phoneNumber)));
    if (!isNotForUs(endpoints.error)) return endpoints;
  }
  return findLinesOfUser(sources);
}

async function findLinesOfUser(sources: LineSources): Promise<Result<readonly Line[], ServiceFailure>> {
  const [settings, conversations] = await Promise.all([sources.listSettingsObjects(), sources.listConversations()]);
  if (!settings.ok && !isNotForUs(settings.error)) return settings;
  if (!conversations.ok && !isNotForUs(conversations.error)) return conversations;
  const names = new Map<string, string | undefined>();
  const add = (endpointId: string, name: string | undefined) => names.set(endpointId, names.get(endpointId) || name);
  for (const { id, name } of settings.ok ? settings.value.filter(isLine) : []) add(id, name);
  for (const { endpointId, mostRecentMessage } of conversations.ok ? conversations.value : [])
    if (endpointId !== undefined) add(endpointId, mostRecentMessage?.endpointDisplayName);
  return ok([...names].map(([endpointId, name]) => lineOf(endpointId, name, readE164(name))));
}

/** A virtual number and one whose texting is switched off cannot send. */
function maySendSms({ type, disableSms, isVirtualPhoneNumber }: EndpointInfo): boolean {
  return (type === undefined || type === 'PhoneNumber') && disableSms !== true && isVirtualPhoneNumber !== true;
}

function isLine({ type, endpointType }: SettingsObject): boolean {
  return endpointType === 'PhoneNumber' && (type === undefined || type === 'Endpoint');
}

function lineOf(endpointId: string, displayName: string | undefined, number: string | undefined): Line {
  return { endpointId, name: displayName || number || endpointId, number };
}

/** The role does not allow the call, or this version of the service does not have it. */
function isNotForUs({ code }: ServiceFailure): boolean {
  return code === 'role-missing' || code === 'refused' || code === 'not-evo-voice';
}
