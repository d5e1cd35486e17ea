/** Cart of a visitor: kept in the browser, and the same in all of its tabs. web-bff takes it over at the login. */

/** Line of a cart: each product once. */
export interface CartLine {
  readonly productId: string;
  /** Pieces: 1 to 99. */
  readonly quantity: number;
}

/** Most pieces of one product in a cart. */
export const maxPieces = 99;
/** Most products in a cart. */
export const maxProducts = 50;

/** Name in the browser's storage. */
export const visitorCartKey = 'frontage.cart';

export interface VisitorCart {
  /** Lines, in the order in which they were added; the same array until something changes. */
  lines(): readonly CartLine[];
  /** Sets the pieces of a product; 0 takes it out. False when the cart is full, which then stays as it is. */
  put(productId: string, quantity: number): boolean;
  /** Takes out lines that are as they were; what was changed meanwhile, maybe in another tab, stays. */
  forget(lines: readonly CartLine[]): void;
  /** Calls back after each change, in this tab or another. Returns what ends it. */
  subscribe(changed: () => void): () => void;
}

/** Place for text: `localStorage`, or nothing where the browser forbids it. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Opens the cart. `events` tells of changes by other tabs. Without a usable storage the cart lives as long as the page. */
export function createVisitorCart(storage: TextStorage, events: Pick<EventTarget, 'addEventListener'>): VisitorCart {
  const listeners = new Set<() => void>();
  let text = '';
  let lines: readonly CartLine[] = [];

  function read(): string {
    try {
      return storage.getItem(visitorCartKey) ?? '';
    } catch {
      return text;
    }
  }

  /** Lines as all tabs have them now: the event of another tab may be on its way. */
  function current(): readonly CartLine[] {
    const now = read();
    if (now !== text) [text, lines] = [now, readLines(now)];
    return lines;
  }

  function write(next: readonly CartLine[]): void {
    [text, lines] = [JSON.stringify(next), next];
    try {
      storage.setItem(visitorCartKey, text);
    } catch {
      // A full or forbidden storage: this page has the cart.
    }
    tell();
  }

  const tell = (): void => {
    for (const changed of listeners) changed();
  };

  current();
  events.addEventListener('storage', (event) => {
    // Null: everything was cleared.
    const { key = null } = event as Partial<StorageEvent>;
    if (key !== null && key !== visitorCartKey) return;
    current();
    tell();
  });

  return {
    lines: () => lines,
    put(productId, quantity) {
      const before = current();
      const isThere = before.some((line) => line.productId === productId);
      if (!isThere && quantity > 0 && before.length >= maxProducts) return false;
      if (quantity < 1) write(before.filter((line) => line.productId !== productId));
      else if (isThere) write(before.map((line) => (line.productId === productId ? { productId, quantity } : line)));
      else write([...before, { productId, quantity }]);
      return true;
    },
    forget(taken) {
      const isAsTaken = (line: CartLine): boolean =>
        taken.some(({ productId, quantity }) => line.productId === productId && line.quantity === quantity);
      write(current().filter((line) => !isAsTaken(line)));
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

/** Lines of a stored text. What is no line is left out: other versions of the shop and curious people write there, too. */
export function readLines(text: string): readonly CartLine[] {
  const seen = new Set<string>();
  return valuesOf(text)
    .flatMap((value) => {
      const { productId, quantity } = (value ?? {}) as Partial<Record<keyof CartLine, unknown>>;
      if (typeof productId !== 'string' || productId === '' || seen.has(productId)) return [];
      if (!isPieces(quantity)) return [];
      seen.add(productId);
      return [{ productId, quantity }];
    })
    .slice(0, maxProducts);
}

function valuesOf(text: string): readonly unknown[] {
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}

/** Asks whether a value is a number of pieces that a cart can hold. */
export const isPieces = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxPieces;
