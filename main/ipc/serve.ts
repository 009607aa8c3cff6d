import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import type { Log } from '../log.ts';
import { fail, type Result } from '../model/failure.ts';
import type { Contract, HandlersOf } from './call.ts';

/** What serving calls needs. */
interface ServeParts {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Whether a message comes from our page. Called before anything is awaited, while the sending frame still exists. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly log: Log;
}

/**
 * Returns the function that serves a feature's calls: it checks the sender and the request, runs the handler, and answers with a value in
 * any case. Errors: `forbidden`, `bad-request`, `internal` if the handler throws, and those of the handler.
 */
export function createServe({ ipcMain, isTrusted, log }: ServeParts) {
  return <C extends Contract>(contract: C, handlers: HandlersOf<C>): void => {
    for (const channel of Object.keys(contract) as (keyof C & string)[]) {
      const { request: schema } = contract[channel] as Contract[string];
      const handle = handlers[channel] as (request: unknown) => Result<unknown> | Promise<Result<unknown>>;

      ipcMain.handle(channel, async (event, payload: unknown): Promise<Result<unknown>> => {
        if (!isTrusted(event)) {
          log.warn('ipc refused', { channel });
          return fail({ code: 'forbidden' });
        }
        const request = v.safeParse(schema, payload);
        if (!request.success) {
          log.warn('ipc bad request', { channel });
          return fail({ code: 'bad-request' });
        }
        try {
          return await handle(request.output);
        } catch (error) {
          log.error(`ipc ${channel}`, error);
          return fail({ code: 'internal' });
        }
      });
    }
  };
}
