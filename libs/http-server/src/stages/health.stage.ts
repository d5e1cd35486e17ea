/** Probes: `/livez` is about the process, `/readyz` about whether it should be sent requests. No auth, not logged, never cached. */

import type { RequestHandler } from 'express';
import { stage, type Stage } from '../stack.ts';

/** Where a process is in its life. */
export type LifecycleState = 'starting' | 'serving' | 'draining' | 'stopped';

/** What a process depends on, and can be asked how it is: a client of a service, a store. */
export interface Dependency {
  state(): string | Promise<string>;
}

export interface HealthOptions {
  readonly state: () => LifecycleState;
  /**
   * Told at `/readyz`, each in a word of its own (`up`, `unreachable`). What is missing is no reason to be unready: there is another
   * answer without it, and a service that is down for all would take every instance of us out of service with it.
   */
  readonly dependencies?: Readonly<Record<string, Dependency>>;
}

export const isHealthPath = (path: string): boolean => path === '/livez' || path === '/readyz';

export function health({ state, dependencies }: HealthOptions): Stage {
  const handle: RequestHandler = async (req, res, next) => {
    if (!isHealthPath(req.path)) return next();
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    const asksLive = req.path === '/livez';
    const known = !asksLive && dependencies ? { dependencies: await statesOf(dependencies) } : {};
    const now = state();
    const isWell = asksLive || now === 'serving';
    res
      .status(isWell ? 200 : 503)
      .setHeader('Cache-Control', 'no-store')
      .json(asksLive ? { status: 'live' } : { status: isWell ? 'ready' : now, ...known });
  };
  return stage('health', handle);
}

async function statesOf(dependencies: Readonly<Record<string, Dependency>>): Promise<Record<string, string>> {
  const states = Object.entries(dependencies).map(async ([name, it]) => [name, await it.state()] as const);
  return Object.fromEntries(await Promise.all(states));
}
