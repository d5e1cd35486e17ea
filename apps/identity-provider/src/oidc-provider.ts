/**
 * The parts of panva's oidc-provider that are used here, imported one by one.
 *
 * Its entry module only re-exports them, and warns on standard error about every Node that is not an LTS release; ours is pinned and known
 * to work. Its memory adapter warns when it is the default, and drops all but the last 1,000 records: here it is configured, with room for
 * a load test.
 */

import type { AdapterFactory } from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';
import LRU from 'oidc-provider/lib/helpers/lru.js';

export { InvalidTarget, OIDCProviderError } from 'oidc-provider/lib/helpers/errors.js';
export { base as definePolicy } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
export { Provider } from 'oidc-provider/lib/provider.js';

const maxRecords = 100_000;

/** Creates an in-memory store for sessions, grants and tokens. */
export function createMemoryAdapter(clockToleranceS: number): {
  readonly adapter: AdapterFactory;
  readonly clear: () => void;
} {
  const store = new LRU({ maxSize: maxRecords });
  return { adapter: (model) => new MemoryAdapter(model, store, clockToleranceS), clear: () => store.clear() };
}
