/**
 * Order of spec files: the longest first, so that no worker is left with one at the end. Jest knows how long each took the last time; where
 * it does not, as in CI, a file counts as long by the timeouts that its tests set for themselves, there or in a file beside it. Jest would go by its
 * size.
 */

import TestSequencer from '@jest/test-sequencer';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const longest = new Map(sorted.map(({ path }) => [path, longestTimeoutMs(path)]));
    return sorted.toSorted((a, b) => longest.get(b.path) - longest.get(a.path));
  }
}

/** Longest timeout that a test has of its own, in milliseconds. Files that a spec imports from its folder are parts of it. */
function longestTimeoutMs(path) {
  const spec = readFileSync(path, 'utf8');
  // A spec may have the text of another in it, with imports of its own.
  const parts = Array.from(spec.matchAll(/ from '\.\/([^'/]+\.ts)';$/gm), ([, part]) => join(dirname(path), part))
    .filter((part) => existsSync(part))
    .map((part) => readFileSync(part, 'utf8'));
  return Math.max(0, ...[spec, ...parts].flatMap(timeoutsIn));
}

/** Timeouts in a text: `}, 120_000);`, `jest.setTimeout(120_000);`, `const limitMs = 600_000;`. */
const timeoutsIn = (text) =>
  Array.from(text.matchAll(/(?:^ *\}, |setTimeout\(|const limitMs = )([\d_]+)\)?;$/gm), ([, ms]) =>
    Number(ms.replaceAll('_', '')),
  );
