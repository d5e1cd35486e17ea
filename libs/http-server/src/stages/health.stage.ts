/** Probes: `/livez` is about the process, `/readyz` about whether it should be sent requests. No auth, not logged, never cached. */

import type { RequestHandler } from 'express';
import { stage, type Stage } from '../stack.ts';

/** Where a process is in its life. */
export type LifecycleState = 'starting' | 'serving' | 'draining' | 'stopped';

export interface HealthOptions {
  readonly state: () => LifecycleState;
  /** What the process depends on, and whether it is there: told, but not a reason to be unready. */
  readonly dependencies?: () => Readonly<Record<string, string>>;
}

export const isHealthPath = (path: string): boolean => path === '/livez' || path === '/readyz';

export function health({ state, dependencies }: HealthOptions): Stage {
  const handle: RequestHandler = (req, res, next) => {
    if (!isHealthPath(req.path)) return next();
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    const now = state();
    const live = req.path === '/livez' || now === 'serving';
    res
      .status(live ? 200 : 503)
      .setHeader('Cache-Control', 'no-store')
      .json(
        req.path === '/livez'
          ? { status: 'live' }
          : { status: live ? 'ready' : now, ...(dependencies && { dependencies: dependencies() }) },
      );
  };
  return stage('health', handle);
}
