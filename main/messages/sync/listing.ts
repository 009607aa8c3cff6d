import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { ok, type Result, type ServiceFailure } from '../../model/failure.ts';

/** How much further back a listing goes than needed, in ms: it is not known how the service compares `afterDate`, nor whether it cuts it to a day. */
const marginMs = 26 * 3_600_000;
const pageSize = 100;

/** The messages of a line; `isComplete`: all pages were read. */
export interface Listed {
  readonly infos: readonly MessageInfo[];
  readonly isComplete: boolean;
}

/** Lists the messages of a line since a moment (ms since 1970, by the service's clock), newest first, up to `maxPages` pages of 100. */
export async function listSince(
  client: EvoVoiceClient,
  endpointId: string,
  since: number,
  maxPages: number,
): Promise<Result<Listed, ServiceFailure>> {
  const infos: MessageInfo[] = [];
  for (let page = 0; page < maxPages; page++) {
    const answer = await client.listMessages({
      endpointIds: [endpointId],
      afterDate: new Date(since - marginMs).toISOString(),
      sortField: 'Date',
      sortOrder: 'Descend',
      page,
      countPerPage: pageSize,
      simplifiedPaging: true,
    });
    if (!answer.ok) return answer;
    infos.push(...answer.value);
    if (answer.value.length === 0) return ok({ infos, isComplete: true });
  }
  return ok({ infos, isComplete: false });
}
