/** Lighthouse on a page of the shop, as a first visit of a desktop computer: cold cache, the network and processor that it simulates. */

import { freePort } from '@frontage/network-address/fake';
import { openChromium } from './chromium.ts';

export interface Audit {
  /** Scores from 0 to 100. */
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  /** Audits that cost points, with the points that were left of 100. */
  readonly lost: readonly string[];
}

/** Visits each address once. A browser of its own: Lighthouse wants it to itself. */
export async function auditPages(urls: readonly string[]): Promise<readonly Audit[]> {
  const port = await freePort();
  const browser = await openChromium([`--remote-debugging-port=${port}`]);
  try {
    const audits: Audit[] = [];
    for (const url of urls) audits.push(await audit(url, port));
    return audits;
  } finally {
    await browser.close();
  }
}

async function audit(url: string, port: number): Promise<Audit> {
  // Half a second to load: whoever asks for the rest of this tool does not wait for it.
  const [{ default: lighthouse }, { default: desktop }] = await Promise.all([
    import('lighthouse'),
    import('lighthouse/core/config/desktop-config.js'),
  ]);
  const result = await lighthouse(
    url,
    { port, logLevel: 'silent', onlyCategories: ['performance', 'accessibility', 'best-practices'] },
    desktop,
  );
  if (!result || result.lhr.runtimeError)
    throw new Error(`Lighthouse failed on ${url}: ${result?.lhr.runtimeError?.message}`);
  const { audits, categories } = result.lhr;
  const scoreOf = (category: string): number => Math.round((categories[category]?.score ?? 0) * 100);
  const weighty = new Set(
    Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
    ),
  );
  return {
    performance: scoreOf('performance'),
    accessibility: scoreOf('accessibility'),
    bestPractices: scoreOf('best-practices'),
    lost: Object.values(audits)
      .filter(({ id, score }) => weighty.has(id) && score !== null && score < 1)
      .map(
        ({ id, score, displayValue }) =>
          `${id} ${Math.round((score ?? 0) * 100)}${displayValue ? ` (${displayValue})` : ''}`,
      ),
  };
}
