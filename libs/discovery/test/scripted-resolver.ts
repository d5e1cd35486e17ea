/** A source whose words the test puts into its mouth. */

import { toEndpoint, type Endpoint, type Resolver, type Watcher } from '../src/index.ts';

export interface ScriptedResolver extends Resolver {
  /** Tells every watcher this set. */
  tell(...endpoints: (string | Endpoint)[]): void;
  /** Tells every watcher that it could not say. */
  fail(cause: unknown): void;
  /** Hints that it was given. */
  readonly hints: number;
  /** Watches that are open. */
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
