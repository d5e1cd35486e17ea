/** Probes: `/livez` for the process, `/readyz` for its readiness to take requests. No authentication, no log line, never cached. */

import type { RequestHandler } from 'express';
import { stage, type Stage } from '../stack.ts';

/** Phase of a process' lifecycle. */
export type LifecycleState = 'starting' | 'serving' | 'draining' | 'stopped';

/** Dependency with a state: a client of a service, a store. */
export interface Dependency {
  state(): string | Promise<string>;
}

export interface HealthOptions {
  readonly state: () => LifecycleState;
  /**
   * Dependencies shown at `/readyz`, each with its state (`up`, `unreachable`). A missing dependency does not make the process unready:
   * answers degrade, and a shared outage would take every instance out of rotation.
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
