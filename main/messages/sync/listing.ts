import { type Clock, timedOut, withTimeout } from '../../clock.ts';
import type { EvoVoiceClient } from '../../evo-voice/api.ts';
import type { MessageInfo } from '../../evo-voice/dtos.ts';
import { ok, type Result, type ServiceFailure } from '../../model/failure.ts';

/** How much further back a listing goes than needed, in ms: it is not known how the service compares `afterDate`, nor whether it cuts it to a day. */
const marginMs = 26 * 3_600_000;
const pageSize = 100;

/** Where a listing ends, in rows and in ms, even if the service goes on giving pages. */
const maxRows = 10_000;
const limitMs = 60_000;

/** The messages of a line; `isComplete`: all pages were read. */
export interface Listed {
  readonly infos: readonly MessageInfo[];
  readonly isComplete: boolean;
}

/**
 * Lists the messages of a line since a moment (ms since 1970, by the service's clock), newest first, each once. It ends after 10,000 of them, after
 * 60 s, and at a page without a new one, since that service does not turn pages; only an empty page shows that there are no more.
 */
export async function listSince(
  client: EvoVoiceClient,
  endpointId: string,
  since: number,
  clock: Pick<Clock, 'setTimer'>,
): Promise<Result<Listed, ServiceFailure>> {
  const found = new Map<string, MessageInfo>();
  let isOver = false;

  async function readPages(): Promise<Result<Listed, ServiceFailure>> {
    for (let page = 0; !isOver; page++) {
      const answer = await client.listMessages({
        endpointIds: [endpointId],
        afterDate: new Date(since - marginMs).toISOString(),
        sortField: 'Date',
        sortOrder: 'Descend',
        page,
        countPerPage: pageSize,
        simplifiedPaging: true,
      });
      if (!answer.ok || isOver) return answer.ok ? cut() : answer;
      if (answer.value.length === 0) return ok({ infos: [...found.values()], isComplete: true });
      const known = found.size;
      for (const info of answer.value) found.set(info.id, info);
      if (found.size === known || found.size >= maxRows) return cut();
    }
    return cut();
  }

  const cut = () => ok({ infos: [...found.values()].slice(0, maxRows), isComplete: false });
  const listed = await withTimeout(clock, limitMs, readPages());
  isOver = true;
  return listed === timedOut ? cut() : listed;
}
