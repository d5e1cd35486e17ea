/** What has been invalidated in this process, and when: counted, not timed, so that no clock decides who was first. */

export interface Invalidations {
  /** How many there have been. Whoever begins to fetch notes it: what is invalidated later has a higher number. */
  readonly count: number;
  add(tags: readonly string[]): void;
  addEverything(): void;
  /** The number of the last invalidation that concerns any of these tags; 0 if there was none. */
  last(tags: readonly string[]): number;
}

/** Most tags that are remembered. Beyond, the oldest is forgotten, and everything fetched before it counts as invalidated. */
const maxTags = 10_000;

export function createInvalidations(): Invalidations {
  // A Map remembers the order of insertion, which is kept to be the order of invalidation.
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
