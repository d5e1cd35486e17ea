/** Ticks: changes without content, merged until somebody looks. However many there were, one is kept. */

export class Ticks implements AsyncIterableIterator<void> {
  #isDue = false;
  #isOver = false;
  #wake: (() => void) | undefined;

  /** Tells that there is something to look at. */
  tick(): void {
    this.#isDue = true;
    this.#wake?.();
  }

  /** Ends the iteration, after the tick that is due. */
  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<void>> {
    if (!this.#isDue && !this.#isOver) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
    const done = !this.#isDue;
    this.#isDue = false;
    return { done, value: undefined };
  }

  async return(): Promise<IteratorResult<void>> {
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** Watches something: calls back after each change. Gives the function that ends that. */
export type Watch = (changed: () => void) => () => void;

/** Ticks of a watch, for the `subscribe` of a subscription's field. It begins with the iteration and ends with it. */
export const ticksOf = (watch: Watch): AsyncIterable<void> => ({
  [Symbol.asyncIterator]: () => {
    const ticks = new Ticks();
    const unwatch = watch(() => ticks.tick());
    return {
      next: () => ticks.next(),
      return: () => {
        unwatch();
        return ticks.return();
      },
    };
  },
});
