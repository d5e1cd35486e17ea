/** Repeated request for an answer that lacks parts. */

/** Time until the first repetition, in milliseconds; each further one takes twice as long, up to a minute. */
const firstMs = 5_000;
const longestMs = 60_000;

/**
 * Asks again and again, ever more rarely, until the returned function ends it. A page that nobody looks at does not ask. A failed request is no
 * end: the next one follows.
 */
export function askUntilWhole(
  ask: () => Promise<unknown>,
  isHidden: () => boolean = () => document.hidden,
): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let hasEnded = false;
  const wait = (ms: number): void => {
    // Many browsers that lost the same service do not all ask at once.
    timer = setTimeout(() => void repeat(ms), ms * (0.75 + Math.random() / 2));
  };
  const repeat = async (ms: number): Promise<void> => {
    if (!isHidden()) await ask().catch(() => undefined);
    if (!hasEnded) wait(isHidden() ? ms : Math.min(ms * 2, longestMs));
  };
  wait(firstMs);
  return () => {
    hasEnded = true;
    clearTimeout(timer);
  };
}
