/** Cache invalidation by events: a change is seen by the next request after its event, on every instance. */

import type { Cache } from '@frontage/cache';
import type { Messaging } from '@frontage/messaging';

/** Cache tags that the body of an event invalidates, by topic. Throws for a malformed body. */
export type Invalidations = Readonly<Record<string, (data: unknown) => readonly string[]>>;

export interface EventInvalidationOptions {
  readonly messaging: Pick<Messaging, 'listen'>;
  readonly cache: Pick<Cache, 'invalidate' | 'invalidateEverything'>;
  readonly invalidations: Invalidations;
  /** Receives an event that could not be read. */
  readonly onMalformed: (topic: string, error: unknown) => void;
}

/**
 * Starts to invalidate. Events that may have been missed while the broker was away, or that cannot be read, invalidate everything: a cache
 * that is empty is right.
 */
export function invalidateByEvents({ messaging, cache, invalidations, onMalformed }: EventInvalidationOptions): void {
  const tagsOf = (topic: string, data: unknown): readonly string[] | undefined => {
    try {
      return invalidations[topic]?.(data);
    } catch (error) {
      onMalformed(topic, error);
      return undefined;
    }
  };
  messaging.listen(Object.keys(invalidations), {
    onMessage: ({ topic, data }) => {
      const tags = tagsOf(topic, data);
      void (tags ? cache.invalidate(tags) : cache.invalidateEverything());
    },
    onGap: () => void cache.invalidateEverything(),
  });
}
