/** Cache invalidation by events: a change is seen by the next request after its event, on every instance, and by those who watch it. */

import type { Cache } from '@frontage/cache';
import type { Messaging } from '@frontage/messaging';
import type { ChangesSource } from './changes.ts';

/** Cache tags that the body of an event invalidates, by topic. Throws for a malformed body. */
export type Invalidations = Readonly<Record<string, (data: unknown) => readonly string[]>>;

export interface EventInvalidationOptions {
  readonly messaging: Pick<Messaging, 'listen'>;
  readonly cache: Pick<Cache, 'invalidate' | 'invalidateEverything'>;
  readonly invalidations: Invalidations;
  /** Further tags of what an event changes, which no cache has. Default none. */
  readonly uncached?: Invalidations;
  /** Watches of tags, told after the caches. */
  readonly changes: Pick<ChangesSource, 'tell' | 'tellAll'>;
  /** Receives an event that could not be read. */
  readonly onMalformed: (topic: string, error: unknown) => void;
}

/**
 * Starts to invalidate. Events that may have been missed while the broker was away, or that cannot be read, invalidate everything: a cache
 * that is empty is right.
 */
export function invalidateByEvents(options: EventInvalidationOptions): void {
  const { messaging, cache, invalidations, uncached = {}, changes, onMalformed } = options;
  const tagsOf = (topic: string, data: unknown) => {
    try {
      return { cached: invalidations[topic]?.(data) ?? [], other: uncached[topic]?.(data) ?? [] };
    } catch (error) {
      onMalformed(topic, error);
      return undefined;
    }
  };
  const everything = (): void => {
    void cache.invalidateEverything().finally(() => changes.tellAll());
  };
  messaging.listen([...new Set([...Object.keys(invalidations), ...Object.keys(uncached)])], {
    onMessage: ({ topic, data }) => {
      const tags = tagsOf(topic, data);
      if (!tags) return everything();
      const { cached, other } = tags;
      if (other.length > 0) changes.tell(other);
      if (cached.length > 0) void cache.invalidate(cached).finally(() => changes.tell(cached));
    },
    onGap: everything,
  });
}
