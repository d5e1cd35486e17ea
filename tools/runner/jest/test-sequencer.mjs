/**
 * Order of spec files: the longest first, so that no worker is left with one at the end. Jest knows how long each took the last time; where
 * it does not, as in CI, a file counts as long by the timeouts that its tests set for themselves. Jest would go by its size.
 */

import TestSequencer from '@jest/test-sequencer';
import { readFileSync } from 'node:fs';

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const longest = new Map(sorted.map(({ path }) => [path, longestTimeoutMs(readFileSync(path, 'utf8'))]));
    return sorted.toSorted((a, b) => longest.get(b.path) - longest.get(a.path));
  }
}

/** Longest timeout that a test has of its own, in milliseconds: `}, 120_000);`. */
const longestTimeoutMs = (spec) =>
  Math.max(0, ...Array.from(spec.matchAll(/^ *\}, ([\d_]+)\);$/gm), ([, ms]) => Number(ms.replaceAll('_', ''))));
