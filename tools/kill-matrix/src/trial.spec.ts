/** Rules of trials, tried on BFFs that break them. */

import { inCall } from '@frontage/call';
import { createReviewsClient } from '@frontage/reviews-client';
import type { Runtime } from '@frontage/http-server';
import { startIdentity, type BffProof, type Effect, type Identity } from '@frontage/proof';
import type { ServiceName } from '@frontage/seed';
import { testIdentity } from '@frontage/service-host';
import { parseServiceLocation, specPolicy } from '@frontage/upstream';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { formatCell } from './outcome.ts';
import { specBff } from './spec-bff.ts';
import { installVirtualTime, type VirtualTime } from './virtual-time.ts';
import { makeTrials, type Finding } from './trial.ts';

let identity: Identity;
let time: VirtualTime;
beforeAll(async () => {
  identity = await startIdentity();
  time = installVirtualTime();
});
afterAll(async () => {
  time.restore();
  await identity.close();
});

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

interface Behaviour {
  /** Answer while reviews fail; `failures` counts them. */
  readonly without: (failures: number) => Reply | 'nothing';
  readonly requires?: readonly ServiceName[];
  readonly budgetMs?: number;
  readonly effect?: Effect;
  /** Runs before each trial. */
  readonly prepare?: () => void;
  /** Runs on each request. */
  readonly always?: () => void;
  /** Makes no more upstream calls after its first failure. */
  readonly sulks?: boolean;
}

const whole = { id: 'p-001', rating: 4 };
const degraded = { headers: { 'frontage-degraded': 'reviews' }, body: { id: 'p-001', degraded: ['reviews'] } };

/** BFF of one operation that calls reviews. */
function bffThat({
  without,
  requires = [],
  budgetMs = 1_000,
  effect,
  sulks = false,
  ...behaviour
}: Behaviour): BffProof {
  const prepare = async () => {
    behaviour.prepare?.();
    return { ask: { method: 'GET', path: '/' }, ...(effect && { effect }) };
  };
  const compose = (env: Readonly<Record<string, string>>, { metrics }: Runtime) => {
    const location = parseServiceLocation(env['REVIEWS_URL']!);
    const reviews = createReviewsClient({
      ...specPolicy,
      location,
      identity: testIdentity,
      onCall: metrics.upstreamCalled,
    });
    let failures = 0;
    const answer = async (_: IncomingMessage, response: ServerResponse): Promise<void> => {
      behaviour.always?.();
      const isAsked = !sulks || failures === 0;
      const reply = await (
        isAsked ? inCall({}, (call) => reviews.summaries(['p-001'], call)) : Promise.reject(new Error())
      ).then(
        (): Reply => ({ body: whole }),
        () => without((failures += 1)),
      );
      if (reply === 'nothing') return void response.destroy();
      response.writeHead(reply.status ?? 200, reply.headers).end(JSON.stringify(reply.body));
    };
    return {
      handler: (...exchange: Parameters<typeof answer>) => void answer(...exchange),
      close: () => reviews.close(),
    };
  };
  return specBff({ operation: { budgetMs, requires, prepare }, compose });
}

async function tryOut(behaviour: Behaviour, service: ServiceName = 'reviews'): Promise<Finding> {
  const bff = bffThat(behaviour);
  const fault = { name: '503', faults: { status: 503 } };
  const trial = { operation: bff.operations[0]!, services: [service], fault };
  const [finding] = await time.passing(makeTrials({ bff, identity, time, recoveryLimitMs: 50 }, [trial]));
  return finding!;
}

describe('a trial finds nothing wrong', () => {
  it.each<[string, string, Behaviour]>([
    ['with an answer that names what it lacks', 'degraded (reviews)', { without: () => degraded }],
    [
      'with an answer that names a part for which it has no member, as one of changes does',
      'degraded (reviews)',
      { without: () => ({ ...degraded, body: { ...degraded.body, ...whole } }) },
    ],
    [
      'with an operation that cannot do without',
      'failed (503)',
      { without: () => ({ status: 503, body: {} }), requires: ['reviews'] },
    ],
    [
      'with an older part where there is one, and says that it is stale',
      'degraded (reviews) → stale',
      { without: (failures) => (failures === 1 ? degraded : { ...degraded, body: { ...degraded.body, ...whole } }) },
    ],
    [
      'with an answer from a cache, and says that it is stale when the cache does',
      'degraded (reviews) → stale',
      {
        without: (failures) =>
          failures === 1
            ? degraded
            : {
                headers: { 'cache-status': 'reviews.summaries; fwd=stale; ttl=-4; detail=stale-if-error' },
                body: whole,
              },
      },
    ],
    [
      'with an answer from a cache that is fresh',
      'degraded (reviews) → full',
      { without: (failures) => (failures === 1 ? degraded : { body: whole }) },
    ],
  ])('%s', async (_, cell, behaviour) => {
    const finding = await tryOut(behaviour);
    expect({ cell: formatCell(finding.cell), problems: finding.problems }).toEqual({ cell, problems: [] });
  });

  it('with a service that is not asked', async () => {
    const finding = await tryOut({ without: () => 'nothing' }, 'orders');
    expect(finding).toEqual({ cell: { first: { kind: 'full' }, again: { kind: 'full' } }, missing: [], problems: [] });
  });

  it('with a write that was done once, however often it was tried', async () => {
    let done = false;
    const effect = { once: { done: true }, now: async () => ({ done }) };
    const finding = await tryOut({ without: () => degraded, effect, always: () => (done = true) });
    expect(finding).toMatchObject({ cell: { first: { kind: 'degraded' }, again: undefined }, problems: [] });
  });

  it('and tells what was missing', async () => {
    expect((await tryOut({ without: () => degraded })).missing).toEqual(['#/rating']);
  });
});

describe('a trial complains', () => {
  it.each<[string, RegExp, Behaviour]>([
    ['of a 500', /^it is a 500$/, { without: () => ({ status: 500, body: {} }), requires: ['reviews'] }],
    [
      'of an unexpected error',
      /^it is a 500$/,
      { without: () => ({ status: 502, body: { code: 'INTERNAL' } }), requires: ['reviews'] },
    ],
    ['of a connection that breaks', /^the connection broke$/, { without: () => 'nothing', requires: ['reviews'] }],
    [
      'of a failure that is called the fault of the client',
      /^it blames the client \(409 CONFLICT\)$/,
      { without: () => ({ status: 409, body: { code: 'CONFLICT' } }), requires: ['reviews'] },
    ],
    [
      'of a failure that was not called for',
      /^it fails \(503 UNREADABLE\), and could do without$/,
      { without: () => ({ status: 503, body: {} }) },
    ],
    [
      'of a lack that is not named',
      /^it lacks #\/rating and does not say so$/,
      { without: () => ({ body: { id: 'p-001' } }) },
    ],
    [
      'of a header that says something else',
      /^its header says 'prices', its body 'reviews'$/,
      { without: () => ({ ...degraded, headers: { 'frontage-degraded': 'prices' } }) },
    ],
    [
      'of an answer that is late',
      /^it took \d+ ms, with a budget of -20 ms$/,
      { without: () => degraded, budgetMs: -20 },
    ],
  ])('%s', async (_, complaint, behaviour) => {
    const { problems } = await tryOut(behaviour);
    expect(problems).toContainEqual(expect.stringMatching(complaint));
  });

  it('of a BFF that does not notice that a service is back', async () => {
    const { problems } = await tryOut({ without: () => degraded, sulks: true });
    expect(problems).toEqual(['all is well again, and it still is not full: degraded (reviews)']);
  });

  it('of a write that was done twice', async () => {
    let times = 0;
    const effect = { once: { times: 1 }, now: async () => ({ times }) };
    const [prepare, always] = [() => (times = 0), () => (times += 1)];
    const { problems } = await tryOut({ without: () => degraded, effect, prepare, always });
    expect(problems).toEqual(['tried again, it has left {"times":2} behind instead of {"times":1}']);
  });
});
