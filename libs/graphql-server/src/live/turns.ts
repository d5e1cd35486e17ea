/** Turns: bounds how much work is under way at once. What waits keeps its place. */

export interface Turns {
  /** Waits for a turn. Gives the function that ends it. */
  take(): Promise<() => void>;
}

export function createTurns(most: number): Turns {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const end = (): void => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };
  return {
    take: async () => {
      // A turn that ends is handed on, and stays taken.
      if (taken >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else taken += 1;
      return end;
    },
  };
}
