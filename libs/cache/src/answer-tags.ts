/**
 * Tags of answers that were put together from fresh entries alone. Until one of these is stale, or anything is invalidated, no entry of it
 * has grown old: a client that has it can be told so without putting it together again.
 */

import type { AnswerTags, CacheUse, Ledger } from '@frontage/call';
import { LRUCache } from 'lru-cache';
import type { Invalidations } from './invalidations.ts';
import { weighText } from './weigh.ts';

interface Known {
  readonly tag: string;
  /** Invalidation counter when the answer was begun. */
  readonly since: number;
  readonly freshUntil: number;
}

export interface AnswerTagsOptions {
  /** Most bytes of all tags and their questions; 0 remembers none. */
  readonly maxBytes: number;
  readonly now: () => number;
  readonly invalidations: Pick<Invalidations, 'count'>;
}

/** Bytes of the record around a tag (times, place in the map), roughly. */
const recordBytes = 200;

/** Memory of tags, least recently used first to go. Any invalidation empties it: a tag does not know the entries behind it. */
export function createAnswerTags({ maxBytes, now, invalidations }: AnswerTagsOptions): AnswerTags {
  if (maxBytes === 0) return noAnswerTags;
  const known = new LRUCache<string, Known>({
    maxSize: maxBytes,
    sizeCalculation: ({ tag }, question) => recordBytes + weighText(question) + weighText(tag),
  });
  return {
    find: (question) => {
      const found = known.get(question);
      if (!found) return undefined;
      if (found.since === invalidations.count && now() < found.freshUntil) return found.tag;
      known.delete(question);
      return undefined;
    },
    begin: () => {
      const since = invalidations.count;
      const begunAt = now();
      return (question, tag, ledger) => {
        const freshUntil = begunAt + freshnessOf(ledger);
        if (now() < freshUntil) known.set(question, { tag, since, freshUntil });
      };
    },
  };
}

/** Milliseconds for which everything behind an answer is fresh; 0 when something did not come from a cache, or lacked, or was old. */
function freshnessOf({ calls, degraded, staleParts, cacheUses }: Ledger): number {
  if (calls > 0 || degraded.length > 0 || staleParts.length > 0 || cacheUses.length === 0) return 0;
  return Math.min(...cacheUses.map(ttlOf));
}

const ttlOf = ({ outcome, ttlMs = 0 }: CacheUse): number => (outcome === 'hit' ? ttlMs : 0);

/** Memory that remembers nothing: every answer is put together. */
export const noAnswerTags: AnswerTags = { find: () => undefined, begin: () => () => undefined };
