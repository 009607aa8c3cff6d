import type { WorkProgress } from '../../main/contract.ts';

/**
 * Which work Settings shows when more of it becomes known. What a person began and its outcome stay; the pull, which
 * comes by itself every 30 s, is shown only while it runs and nothing else is there to be seen.
 */
export function shownWork(shown: WorkProgress | undefined, next: WorkProgress): WorkProgress | undefined {
  if (next.kind !== 'pull') return next;
  if (shown !== undefined && shown.kind !== 'pull') return shown;
  return next.state === 'running' || next.state === 'failed' ? next : undefined;
}
