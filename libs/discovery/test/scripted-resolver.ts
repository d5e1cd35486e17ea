/** A resolver whose reports the test scripts. */

import { toEndpoint, type Endpoint, type Resolver, type Watcher } from '../src/index.ts';

export interface ScriptedResolver extends Resolver {
  /** Reports this set to every watcher. */
  tell(...endpoints: (string | Endpoint)[]): void;
  /** Reports a failure to every watcher. */
  fail(cause: unknown): void;
  /** Number of refresh hints received. */
  readonly hints: number;
  /** Number of open watches. */
  readonly watches: number;
}

export function createScriptedResolver(): ScriptedResolver {
  const watchers = new Set<Watcher>();
  let hints = 0;
  return {
    watch: (watcher) => {
      watchers.add(watcher);
      return { refresh: () => void (hints += 1), close: () => void watchers.delete(watcher) };
    },
    tell: (...endpoints) => {
      const set = endpoints.map((each) => (typeof each === 'string' ? toEndpoint({ address: each }) : each));
      for (const { onEndpoints } of watchers) onEndpoints(set);
    },
    fail: (cause) => {
      for (const { onFailure } of watchers) onFailure(cause);
    },
    get hints() {
      return hints;
    },
    get watches() {
      return watchers.size;
    },
  };
}
