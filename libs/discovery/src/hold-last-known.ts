/** Keeps a good set through an empty answer, for a while: a name that is briefly empty is more often a mistake than the truth. */

import type { Endpoint, Resolver } from './resolver.ts';

/** The same source, whose set empties only after it has been empty for `graceMs`. An empty first answer is passed on at once. */
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
        // Being told again that there is nobody does not start the time anew.
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
