/** Load: so many requests, so many of them at once, or so many a second. */

/** Makes all of them, as many at once as are allowed. */
export async function inParallel<T>(count: number, atOnce: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      made[index] = await make(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return made;
}

/** Begins one every so often, pending ones or not, until it is enough. Resolves when all have ended. */
export async function atPace<T>(everyMs: number, isEnough: () => boolean, make: (index: number) => Promise<T>) {
  const made: Promise<T>[] = [];
  while (!isEnough()) {
    made.push(make(made.length));
    await pause(everyMs);
  }
  return Promise.all(made);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until it is so, or for so long that it never will be. */
export async function until(isSo: () => boolean, limitMs: number): Promise<boolean> {
  const endsAt = Date.now() + limitMs;
  while (!isSo()) {
    if (Date.now() > endsAt) return false;
    await pause(5);
  }
  return true;
}
