import type { Failure } from './failure.ts';

/** A line of an import that could not be read; lines count from 1. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

/** A long piece of work (export, import, pull) as it goes on. */
export interface WorkProgress {
  readonly kind: 'export' | 'import' | 'pull';
  readonly done: number;
  readonly total?: number;
  readonly state: 'running' | 'finished' | 'cancelled' | 'failed';
  readonly failure?: Failure;
  /** Import: lines that could not be read. */
  readonly badLines?: readonly BadLine[];
  /** Export: messages that were left out because they are damaged; absent: none was. */
  readonly damaged?: number;
  readonly path?: string;
}
