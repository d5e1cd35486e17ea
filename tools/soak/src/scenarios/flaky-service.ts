/** A service that fails 30 % of calls: home goes on without a retry storm. */

import { installClock } from '@frontage/kill-matrix';
import type { Answer, Client, TestBed } from '@frontage/proof';
import type { ServiceName } from '@frontage/seed';
import { callsTo, onTestBed, operationOf, sum, type Context } from '../context.ts';
import { inParallel } from '../load.ts';
import { percent, type Measured } from '../measured.ts';

const errorRate = 0.3;
const requests = 5_000;
const atOnce = 8;
const leastSuccess = 0.999;
const mostGrowth = 0.15;

/** A screen, and who looks at it. */
interface Home {
  readonly bff: string;
  readonly operation: string;
  readonly people: readonly (string | undefined)[];
  readonly ways: readonly Way[];
}

/** A failing service, and what stands in for it. */
interface Way {
  readonly service: ServiceName;
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly betweenRoundsMs: number;
  /** Share of the requests that tells what they cost when all is well. */
  readonly healthyShare: number;
}

/** Looked at without a cache: every request asks every service. */
const optional = (service: ServiceName): Way => ({
  service,
  name: 'optional',
  environment: { CACHE_MAX_BYTES: '0' },
  rounds: 1,
  betweenRoundsMs: 0,
  healthyShare: 0.1,
});

/** Warm caches: between rounds entries grow stale, but not too old to stand in. */
const warm = (service: ServiceName): Way => ({
  service,
  name: 'warm',
  environment: {},
  rounds: 10,
  betweenRoundsMs: 10 * 60_000,
  healthyShare: 1,
});

const people = [undefined, 'ada', 'bob'];
const homes: readonly Home[] = [
  { bff: 'web-bff', operation: 'query Home', people, ways: [optional('pricing'), warm('catalog')] },
  { bff: 'mobile-bff', operation: 'GET /home', people, ways: [optional('recommendations'), warm('catalog')] },
];

export async function flakyService(context: Context): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const home of homes) {
    for (const way of home.ways) {
      const count = requests * context.scale;
      const healthy = await pass(context, home, way, count * way.healthyShare, () => undefined);
      const flaky = await pass(context, home, way, count, ({ domain }) =>
        domain.services[way.service].faults.set({ errorRate, status: 503 }),
      );
      measured.push(...judge(home, way, healthy, flaky));
    }
  }
  return measured;
}

interface Passed {
  readonly successes: number;
  readonly answers: number;
  readonly calls: number;
}

function judge({ bff, operation }: Home, { service, name }: Way, healthy: Passed, flaky: Passed): readonly Measured[] {
  const claim = `${bff}, ${operation}, ${service} (${name}) fails 30 % of its calls`;
  const share = flaky.successes / flaky.answers;
  const wouldBe = (healthy.calls / healthy.answers) * flaky.answers;
  const growth = flaky.calls / wouldBe - 1;
  return [
    {
      claim: `${claim}: success of ${flaky.answers} requests`,
      measured: percent(share),
      limit: `> ${percent(leastSuccess)}`,
      holds: share > leastSuccess,
    },
    {
      claim: `${claim}: growth of all calls to services`,
      measured: `${percent(growth)} (${flaky.calls} for ${Math.round(wouldBe)})`,
      limit: `< ${percent(mostGrowth)}`,
      holds: growth < mostGrowth,
    },
  ];
}

/** So many requests of the same people in the same order. */
const pass = (
  context: Context,
  { bff: name, operation, people: who }: Home,
  { environment, rounds, betweenRoundsMs }: Way,
  count: number,
  strike: (testBed: TestBed) => void,
): Promise<Passed> =>
  onTestBed(
    context,
    name,
    async (testBed, bff) => {
      const { ask } = await operationOf(bff, operation).prepare(testBed.fixtures);
      const clients = await inParallel(who.length, 1, (index) => testBed.enter(who[index]));
      for (const client of clients) await client(ask);
      const before = sum(callsTo(testBed));
      const clock = installClock();
      const answers: Answer[] = [];
      try {
        for (let round = 0; round < rounds; round += 1) {
          clock.advance(betweenRoundsMs);
          strike(testBed);
          answers.push(...(await inParallel(count / rounds, atOnce, (index) => clientAt(clients, index)(ask))));
          testBed.domain.heal();
        }
      } finally {
        clock.restore();
      }
      const successes = answers.filter(({ failure }) => !failure).length;
      return { successes, answers: answers.length, calls: sum(callsTo(testBed)) - before };
    },
    environment,
  );

const clientAt = (clients: readonly Client[], index: number): Client => clients[index % clients.length]!;
