/** Invalidations of this process, in order. They are counted and not timed, so that no clock decides which came first. */

export interface Invalidations {
  /** Number of invalidations so far. A fetch notes it when it begins: later invalidations have higher numbers. */
  readonly count: number;
  add(tags: readonly string[]): void;
  addEverything(): void;
  /** Number of the last invalidation of any of these tags; 0 for none. */
  last(tags: readonly string[]): number;
}

/** Largest number of tags remembered. Beyond it, the oldest is forgotten, and everything fetched before it counts as invalidated. */
const maxTags = 10_000;

export function createInvalidations(): Invalidations {
  // Tags in the order of their last invalidation: a Map keeps the order of insertion.
  const numbers = new Map<string, number>();
  let count = 0;
  let floor = 0;
  return {
    get count() {
      return count;
    },
    add: (tags) => {
      count += 1;
      for (const tag of tags) {
        numbers.delete(tag);
        numbers.set(tag, count);
      }
      for (const [tag, number] of numbers) {
        if (numbers.size <= maxTags) break;
        numbers.delete(tag);
        floor = number;
      }
    },
    addEverything: () => {
      count += 1;
      floor = count;
      numbers.clear();
    },
    last: (tags) => tags.reduce((last, tag) => Math.max(last, numbers.get(tag) ?? 0), floor),
  };
}
