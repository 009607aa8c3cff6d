import { unknown } from '../message-info.ts';
import { pageOf, pagingMembers } from '../paging.ts';
import { account } from '../sample.ts';
import type { StoredEndpoint } from '../store.ts';
import { list, type Operation, passes, type Request, text } from './operation.ts';

/** Lists the account's endpoints; which members hold the phone number is a guess. */
export const listEndpoints: Operation = {
  name: 'ListEndpoints',
  verbs: ['GET'],
  paths: ['/endpoints'],
  access: ['SystemAdministrator', 'Manager', 'Customer'],
  request: {
    members: {
      accountIds: { list: 'string' },
      customerIds: { list: 'string' },
      nameFilter: 'string',
      phoneNumberFilter: 'string',
      type: 'string',
      types: { list: 'string' },
      ...pagingMembers,
    },
  },
  run(request, { store, switches }) {
    const all: readonly WireEndpoint[] = switches().unknownEnums === 'on' ? [...store.endpoints, ...oddEndpoints] : store.endpoints;
    const chosen = all.filter((endpoint) => matches(endpoint, request));
    return pageOf(chosen, request, { id: ({ id }) => id, displayname: ({ displayName }) => displayName }, switches(), (endpoint) => ({
      accountId: account.id,
      accountName: account.name,
      customerId: account.customerId,
      customerName: account.name,
      referenceId: undefined,
      customerBreadcrumb: [{ id: account.customerId, name: account.name }],
      displayName: endpoint.displayName,
      type: endpoint.type,
      extraInformation: endpoint.phoneNumber,
      disableSms: endpoint.disableSms,
      useExternal10DlcCampaign: false,
      isVirtualPhoneNumber: endpoint.isVirtualPhoneNumber,
      phoneNumber: endpoint.phoneNumber,
      id: endpoint.id,
      ...(switches().unknownMembers === 'on' ? unknown : {}),
    }));
  },
};

type WireEndpoint = Omit<StoredEndpoint, 'type'> & { readonly type: string };

/** Endpoints of types that only some documents name, or none. */
const oddEndpoints: readonly WireEndpoint[] = ['Assistant', 'Unused_3', 'Hologram'].map((type, index) => ({
  id: `67409d80e00000000000002${index}`,
  displayName: `A new ${type}`,
  type,
  disableSms: false,
  isVirtualPhoneNumber: false,
}));

function matches(endpoint: WireEndpoint, request: Request): boolean {
  const contains = (whole: string, part: string | undefined) => part === undefined || whole.toLowerCase().includes(part.toLowerCase());
  const type = text(request, 'type');
  return (
    passes(list(request, 'accountIds'), account.id) &&
    passes(list(request, 'customerIds'), account.customerId) &&
    passes(list(request, 'types'), endpoint.type) &&
    (type === undefined || endpoint.type === type) &&
    contains(endpoint.displayName, text(request, 'nameFilter')) &&
    contains(endpoint.phoneNumber ?? '', text(request, 'phoneNumberFilter'))
  );
}
