/** A first visit to the shop, as Lighthouse sees it. The bytes of its JavaScript are counted by a spec of tools/bundle. */

import { auditPages, chromiumPath, type Audit } from '@frontage/browser-tests';
import { startHouse } from '@frontage/runner';
import type { Context } from '../context.ts';
import type { Measured } from '../measured.ts';

const pages = ['/', '/products/p-001'];
/**
 * Visits of each page: the median counts, since a score is a time by wall clock. In the short run it is the first that holds: a busy machine slows
 * a visit down, and nothing makes one faster than it is.
 */
const visits = 3;
const leastPerformance = 95;

export async function firstVisit({ scale }: Context): Promise<readonly Measured[]> {
  if (chromiumPath === undefined) {
    console.log('SKIPPED browser: Chromium is not installed');
    return [];
  }
  const house = await startHouse();
  try {
    const measured: Measured[] = [];
    for (const page of pages) {
      const url = house.at.web + page;
      // The first answers of a new process are not those of the shop.
      await fetch(url);
      measured.push(
        ...(scale === 1
          ? judge(`${page}, median of ${visits}`, await auditPages(Array<string>(visits).fill(url)))
          : judge(`${page}, one of ${visits}`, [await untilFast(url)])),
      );
    }
    return measured;
  } finally {
    await house.stop();
  }
}

/** Visits a page until it is fast enough, and three times at most. Gives the last visit. */
async function untilFast(url: string): Promise<Audit> {
  for (let visit = 1; ; visit += 1) {
    const [audit] = await auditPages([url]);
    if (visit === visits || audit!.performance >= leastPerformance) return audit!;
  }
}

function judge(claim: string, audits: readonly Audit[]): readonly Measured[] {
  const median = (of: (audit: Audit) => number): number =>
    audits.map(of).sort((one, other) => one - other)[Math.floor(audits.length / 2)]!;
  const atLeast = (what: string, score: number, least: number): Measured => ({
    claim: `${claim}: ${what}`,
    // Audits that cost points say where to look.
    measured: score >= least ? String(score) : `${score}: ${audits.at(-1)!.lost.join(', ')}`,
    limit: `≥ ${least}`,
    holds: score >= least,
  });
  return [
    atLeast(
      'performance',
      median(({ performance: score }) => score),
      leastPerformance,
    ),
    atLeast(
      'accessibility',
      median(({ accessibility }) => accessibility),
      100,
    ),
    atLeast(
      'best practices',
      median(({ bestPractices }) => bestPractices),
      100,
    ),
  ];
}
