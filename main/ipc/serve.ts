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
        // The first mistake ends it: a sparse array of four billion places has as many, and main would run out of memory naming them.
        const request = v.safeParse(schema, payload, { abortEarly: true });
        if (!request.success) {
          log.warn('ipc bad request', { channel });
          return fail({ code: 'bad-request' });
        }
        try {
          return await handle(request.output);
        } catch (error) {
          log.error('ipc', error, { channel });
          return fail({ code: 'internal' });
        }
      });
    }
  };
}

/**
 * Takes away what libraries listen to on channels of their own (electron-store answers anybody with the data folder): the page can send no
 * message that main hears, it can only make the calls of the contract. Electron's own listener for `error` stays, since a message of that
 * name would be thrown without it.
 */
export function closeOtherChannels(ipcMain: Pick<IpcMain, 'eventNames' | 'removeAllListeners'>): void {
  for (const name of ipcMain.eventNames()) if (name !== 'error') ipcMain.removeAllListeners(String(name));
}
