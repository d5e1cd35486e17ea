/** Grace time for a set that becomes empty: a name without addresses is more often a mistake than the truth. */

import type { Endpoint, Resolver } from './resolver.ts';

/**
 * Wraps a resolver: its set empties only after it has been empty for `graceMs`.
 *
 * An empty first answer is passed on at once.
 */
export const holdLastKnown = (resolver: Resolver, graceMs: number): Resolver => ({
  watch: ({ onEndpoints, onFailure }) => {
    let timer: NodeJS.Timeout | undefined;
    let isEmpty = true;
    const tell = (endpoints: readonly Endpoint[]): void => {
      isEmpty = endpoints.length === 0;
      onEndpoints(endpoints);
    };
    const watch = resolver.watch({
      onFailure,
      onEndpoints: (endpoints) => {
        if (endpoints.length > 0 || isEmpty) {
          clearTimeout(timer);
          timer = undefined;
          return tell(endpoints);
        }
        // A repeated empty answer does not restart the grace time.
        timer ??= setTimeout(() => {
          timer = undefined;
          tell(endpoints);
        }, graceMs).unref();
      },
    });
    return {
      ...(watch.refresh && { refresh: () => watch.refresh!() }),
      close: () => {
        clearTimeout(timer);
        watch.close();
      },
    };
  },
});
