/** Watch on the BFFs: scrapes of their metrics, kept for as long as the longest window. */

import { parseMetrics } from './prometheus.ts';
import { isOfReadings, readingOf, windowMs, type Reading, type Scrape } from './readings.ts';

/** BFF, as the house page is told of it. */
export interface WatchedBff {
  readonly name: string;
  /** Origin of its public surface. */
  readonly url: string;
  /** Origin of its admin surface, on loopback. */
  readonly adminUrl: string;
}

export interface BffState {
  readonly name: string;
  /** `down`: its admin surface does not answer, or with something else. */
  readonly state: 'up' | 'down';
  /** Reading of the last minute, null while it is down. */
  readonly reading: Reading | null;
}

export interface WatchOptions {
  readonly bffs: readonly WatchedBff[];
  /** Outbound fetch, limited to the admin origins and in time. */
  readonly fetch: typeof fetch;
  /** Bearer token of the admin surfaces; undefined where they need none. */
  readonly token?: string | undefined;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

export interface BffWatch {
  readonly bffs: readonly WatchedBff[];
  /** State of every BFF, from a scrape of now. Calls that come together share one. */
  read(): Promise<readonly BffState[]>;
  close(): void;
}

/** Interval of scrapes while nobody looks, in milliseconds: whoever opens the page sees the minute before at once. */
const scrapeEveryMs = 10_000;

/** Least distance of scrapes that are kept, in milliseconds, however often somebody looks. */
const keepEveryMs = 5_000;

/** Largest answer that is read, in bytes. Those of the BFFs have some 100 kB. */
const maxBytes = 4 * 1024 * 1024;

/** Creates the watch, and begins to scrape. Without BFFs it does nothing. */
export function watchBffs({ bffs, fetch, token, now = Date.now }: WatchOptions): BffWatch {
  const scrapes = new Map<string, readonly Scrape[]>(bffs.map(({ name }) => [name, []]));
  let reading: Promise<readonly BffState[]> | undefined;

  async function scrape({ name, adminUrl }: WatchedBff): Promise<BffState> {
    try {
      const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
      const answer = await fetch(`${adminUrl}/metrics`, { headers });
      const text = await textOf(answer);
      const taken: Scrape = { atMs: now(), samples: parseMetrics(text).filter(isOfReadings) };
      const kept = scrapes.get(name)!.filter(({ atMs }) => atMs >= taken.atMs - windowMs);
      const isDue = (kept.at(-1)?.atMs ?? -Infinity) <= taken.atMs - keepEveryMs;
      scrapes.set(name, isDue ? [...kept, taken] : kept);
      return { name, state: 'up', reading: readingOf(kept[0], taken) };
    } catch {
      return { name, state: 'down', reading: null };
    }
  }

  const read = (): Promise<readonly BffState[]> =>
    (reading ??= Promise.all(bffs.map(scrape)).finally(() => (reading = undefined)));
  const timer = bffs.length > 0 ? setInterval(() => void read(), scrapeEveryMs).unref() : undefined;
  if (timer) void read();
  return { bffs, read, close: () => clearInterval(timer) };
}

/** Text of an answer. Throws for one that is none of a BFF: another status, or longer than any of theirs. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    throw new Error(`status ${answer.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
