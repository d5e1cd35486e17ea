/** Changes: who watches what some tags stand for is told when it may have changed. */

/** A watch tells that there is something new, and not what: whoever is told reads it. */
export interface Changes {
  /** Number of watches. */
  readonly size: number;
  /**
   * Calls back after each change of what one of the tags stands for, once no cache has the old state any more; and whenever a change may have
   * been missed. Gives the function that ends that.
   */
  watch(tags: readonly string[], listener: () => void): () => void;
}

export interface ChangesSource extends Changes {
  /** Tells those who watch one of the tags. */
  tell(tags: readonly string[]): void;
  /** Tells everybody. */
  tellAll(): void;
  close(): void;
}

export interface ChangesOptions {
  /** Whether events are heard now. */
  readonly isHeard: () => boolean;
  /** Interval, in milliseconds, at which everybody is told while no events are heard. */
  readonly pollMs: number;
}

/** Creates the hub. While events are not heard, watches are told at an interval: they see less often what has changed. */
export function createChanges({ isHeard, pollMs }: ChangesOptions): ChangesSource {
  const byTag = new Map<string, Set<() => void>>();
  const all = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let wasHeard = false;

  const tellAll = (): void => {
    for (const listener of [...all]) listener();
  };
  const poll = (): void => {
    const heard = isHeard();
    // Once more when events are heard again: the first ones may have been missed.
    if (!heard || !wasHeard) tellAll();
    wasHeard = heard;
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    get size() {
      return all.size;
    },
    watch: (tags, listener) => {
      // A function of its own, as one listener may watch twice.
      const told = (): void => listener();
      all.add(told);
      for (const tag of tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(told));
      timer ??= setInterval(poll, pollMs).unref();
      return () => {
        all.delete(told);
        for (const tag of tags) {
          const watches = byTag.get(tag);
          watches?.delete(told);
          if (watches?.size === 0) byTag.delete(tag);
        }
        if (all.size === 0) stop();
      };
    },
    tell: (tags) => {
      for (const listener of new Set(tags.flatMap((tag) => [...(byTag.get(tag) ?? [])]))) listener();
    },
    tellAll,
    close: stop,
  };
}
