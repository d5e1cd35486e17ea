/** Types of the oidc-provider modules that oidc-provider.ts imports, from @types/oidc-provider. */

declare module 'oidc-provider/lib/provider.js' {
  export { default as Provider } from 'oidc-provider';
}

declare module 'oidc-provider/lib/helpers/errors.js' {
  import { errors } from 'oidc-provider';
  export import InvalidTarget = errors.InvalidTarget;
  export import OIDCProviderError = errors.OIDCProviderError;
}

declare module 'oidc-provider/lib/helpers/interaction_policy/index.js' {
  import type { interactionPolicy } from 'oidc-provider';
  export const base: typeof interactionPolicy.base;
}

declare module 'oidc-provider/lib/helpers/lru.js' {
  // eslint-disable-next-line import-x/no-default-export -- the library's, not ours
  export default class LRU {
    constructor(options: { maxSize: number });
    clear(): void;
  }
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  import type { Adapter } from 'oidc-provider';
  import type LRU from 'oidc-provider/lib/helpers/lru.js';
  const MemoryAdapter: new (model: string, store: LRU, clockTolerance: number) => Adapter;
  // eslint-disable-next-line import-x/no-default-export -- the library's, not ours
  export default MemoryAdapter;
}
