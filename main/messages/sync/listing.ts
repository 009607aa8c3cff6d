import type { EvoVoiceClient } from '../../evo-voice/client.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { ok, type Result, type ServiceFailure } from '../../model/failure.ts';

/** A listing asks for more than is needed, in ms, since nobody knows how `afterDate` compares and whether it is cut to days. */
const marginMs = 26 * 3_600_000;
const pageSize = 100;

/** What a line has; `isComplete`: nothing was left out for being too much. */
export interface Listed {
  readonly infos: readonly MessageInfo[];
  readonly isComplete: boolean;
}

/** Lists the messages of a line since a moment (ms since 1970 by the service's clock), newest first, over at most `mostPages` pages of 100. */
export async function listSince(
  client: EvoVoiceClient,
  endpointId: string,
  since: number,
  mostPages: number,
): Promise<Result<Listed, ServiceFailure>> {
  const infos: MessageInfo[] = [];
  for (let page = 0; page < mostPages; page++) {
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
