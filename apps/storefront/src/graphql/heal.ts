/** Repeated request for an answer that lacks parts, or whose subject is on the move. */

/** Time until the first repetition, in milliseconds; each further one takes twice as long, up to a minute. */
const firstMs = 5_000;
const longestMs = 60_000;

/** Eyes on the page: a document, or what a spec has in its place. */
export type Eyes = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

/** Calls back whenever somebody looks at the page again. Returns what ends it. */
export function onSeenAgain(seen: () => void, eyes: Eyes = document): () => void {
  const look = (): void => {
    if (!eyes.hidden) seen();
  };
  eyes.addEventListener('visibilitychange', look);
  return () => eyes.removeEventListener('visibilitychange', look);
}

/**
 * Asks again and again, ever more rarely, until the returned function ends it. A page that nobody looks at does not ask, and asks at once when
 * somebody does again. A failed request is no end: the next one follows.
 */
export function askUntilWhole(ask: () => Promise<unknown>, eyes: Eyes = document): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let hasEnded = false;
  const wait = (ms: number): void => {
    clearTimeout(timer);
    // Many browsers that lost the same service do not all ask at once.
    timer = setTimeout(() => void repeat(ms), ms * (0.75 + Math.random() / 2));
  };
  const repeat = async (ms: number): Promise<void> => {
    if (!eyes.hidden) await ask().catch(() => undefined);
    if (!hasEnded) wait(eyes.hidden ? ms : Math.min(ms * 2, longestMs));
  };
  wait(firstMs);
  const stopLooking = onSeenAgain(() => void repeat(firstMs), eyes);
  return () => {
    hasEnded = true;
    clearTimeout(timer);
    stopLooking();
  };
}
