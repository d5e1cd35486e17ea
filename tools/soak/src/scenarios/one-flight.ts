/** Identical requests at once cost what one costs, and each may leave alone. */

import type { TestBed } from '@frontage/proof';
import type { ServiceName } from '@frontage/seed';
import { isDeepStrictEqual } from 'node:util';
import { callsTo, onTestBed, openCalls, type Context } from '../context.ts';
import { pause, until } from '../load.ts';
import type { Measured } from '../measured.ts';

const together = 200;
/** A screen of one wave: two hundred of these are little work. */
const path = '/products/p-001';
/** The service that all wait for, until the last request has come. */
const slow: ServiceName = 'catalog';
const latencyMs = 100;
const neverMs = 60_000;
const goneWithinMs = 10_000;
/** A service cached for two seconds only, which a busy machine may take meanwhile. */
const shortLived: ServiceName = 'inventory';

export async function oneFlight(context: Context): Promise<readonly Measured[]> {
  const alone = await onTestBed(context, 'mobile-bff', async (testBed) => (await askTogether(testBed, 1, 0)).calls);
  const claim = `mobile-bff, ${together} identical cold GET ${path} at once`;
  const all = await onTestBed(context, 'mobile-bff', (testBed) => askTogether(testBed, together, 0));
  const last = await onTestBed(context, 'mobile-bff', (testBed) => askTogether(testBed, together, together - 1));
  const none = await onTestBed(context, 'mobile-bff', (testBed) => askTogether(testBed, together, together));
  const text = (calls: object): string => Object.values(calls).join('+');
  return [
    {
      claim: `${claim}: full answers`,
      measured: String(all.full),
      limit: String(together),
      holds: all.full === together,
    },
    {
      claim: `${claim}: calls to services, by service`,
      measured: text(all.calls),
      limit: text(alone),
      holds: isDeepStrictEqual(all.calls, alone),
    },
    {
      claim: `${claim}, all but one leave: full answers`,
      measured: String(last.full),
      limit: '1',
      holds: last.full === 1,
    },
    {
      claim: `${claim}, all but one leave: calls to services, by service`,
      measured: text(last.calls),
      limit: text(alone),
      holds: isDeepStrictEqual(last.calls, alone),
    },
    {
      claim: `${claim}, all leave: calls that go on`,
      measured: `${none.open}`,
      limit: '0',
      holds: none.open === 0 && none.full === 0,
    },
  ];
}

/** Clients ask while the catalog is slow. The last ones leave before they are answered. */
async function askTogether(testBed: TestBed, count: number, leaving: number) {
  const { domain, origin } = testBed;
  // A call for the service token before, not one for each of these.
  await (await fetch(`${origin}/products/p-500/reviews`)).text();
  const before = callsTo(testBed);
  domain.services[slow].faults.set({ latencyMs: leaving === count ? neverMs : latencyMs });
  const gone = new AbortController();
  const answers = Array.from({ length: count }, async (_, index) => {
    const response = await fetch(origin + path, { signal: index >= count - leaving ? gone.signal : null });
    return response.ok && !response.headers.has('frontage-degraded') && (await response.text()).length > 0;
  });
  const asked = callsTo(testBed);
  await until(() => !isDeepStrictEqual(callsTo(testBed), asked), goneWithinMs);
  await pause(latencyMs / 2);
  gone.abort();
  const full = (await Promise.all(answers.map((answer) => answer.catch(() => false)))).filter(Boolean).length;
  await until(() => openCalls(testBed) === 0, goneWithinMs);
  const made = Object.entries(callsTo(testBed)).map(
    ([name, now]) => [name, now - before[name as ServiceName]] as const,
  );
  const calls = Object.fromEntries(made.filter(([name]) => name !== shortLived));
  return { full, calls, open: openCalls(testBed) };
}
