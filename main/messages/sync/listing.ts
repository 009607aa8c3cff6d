import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import type { ServiceFailure } from '../../model/failure.ts';

/** A listing asks for more than is needed, in ms, since nobody knows how `afterDate` compares and whether it is cut to days. */
const marginMs = 26 * 3_600_000;
const pageSize = 100;

/** What a line has; `isComplete`: nothing was left out for being too much. */
export type Listed =
  | { readonly ok: true; readonly value: readonly MessageInfo[]; readonly isComplete: boolean }
  | { readonly ok: false; readonly error: ServiceFailure };

/** Lists the messages of a line since a moment (ms since 1970 by the service's clock), newest first, over at most `mostPages` pages of 100. */
export async function listSince(service: EvoVoiceClient, endpointId: string, since: number, mostPages: number): Promise<Listed> {
  const found: MessageInfo[] = [];
  for (let page = 0; page < mostPages; page++) {
    const answer = await service.listMessages({
      endpointIds: [endpointId],
      afterDate: new Date(since - marginMs).toISOString(),
      sortField: 'Date',
      sortOrder: 'Descend',
      page,
      countPerPage: pageSize,
      simplifiedPaging: true,
    });
    if (!answer.ok) return answer;
    found.push(...answer.value);
    if (answer.value.length === 0) return { ok: true, value: found, isComplete: true };
  }
  return { ok: true, value: found, isComplete: false };
}
