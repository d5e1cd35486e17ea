/** Writer of a customer's cart: what is wanted is shown at once, and written one product after the other. */

/** Result of a write: a sentence for people when it was refused or failed; undefined after a success. */
export type WriteRefusal = string | undefined;

export interface WriterState {
  /** Pieces that are wanted and not yet written, by product; 0 takes it out. */
  readonly wanted: ReadonlyMap<string, number>;
  /** Sentences about what was not done, by product, until the next try. */
  readonly refusals: ReadonlyMap<string, string>;
}

export interface CartWriter {
  /** State of now; the same object until something changes. */
  state(): WriterState;
  /**
   * Wants so many pieces of a product. Of several wishes for one product the last is written, and answers all of them. Resolves when it is
   * written or refused; never rejects.
   */
  put(productId: string, quantity: number): Promise<WriteRefusal>;
  subscribe(changed: () => void): () => void;
}

/** Opens a writer over `write`, which sets the pieces of one product, and is never called twice at once. */
export function createCartWriter(write: (productId: string, quantity: number) => Promise<WriteRefusal>): CartWriter {
  const listeners = new Set<() => void>();
  const wanted = new Map<string, number>();
  const refusals = new Map<string, string>();
  const waiting = new Map<string, ((refusal: WriteRefusal) => void)[]>();
  let state: WriterState = { wanted, refusals };
  let isWriting = false;

  const tell = (): void => {
    state = { wanted: new Map(wanted), refusals: new Map(refusals) };
    for (const changed of listeners) changed();
  };

  async function writeAll(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    for (let next = first(wanted); next; next = first(wanted)) {
      const [productId, quantity] = next;
      const refusal = await write(productId, quantity);
      // Another number is wanted by now.
      if (wanted.get(productId) !== quantity) continue;
      wanted.delete(productId);
      if (refusal !== undefined) refusals.set(productId, refusal);
      const answered = waiting.get(productId) ?? [];
      waiting.delete(productId);
      tell();
      for (const answer of answered) answer(refusal);
    }
    isWriting = false;
  }

  return {
    state: () => state,
    put: (productId, quantity) =>
      new Promise((resolve) => {
        wanted.set(productId, quantity);
        refusals.delete(productId);
        waiting.set(productId, [...(waiting.get(productId) ?? []), resolve]);
        tell();
        void writeAll();
      }),
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

const first = <Key, Value>(map: ReadonlyMap<Key, Value>): readonly [Key, Value] | undefined =>
  map.entries().next().value;
