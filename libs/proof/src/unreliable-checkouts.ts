/** Checkouts over an unreliable network, to services that fail: each is tried until its answer is read, always with the same key. */

import { inTurns } from '@frontage/http-server/fake';
import { randomOf, serviceNames, type ServiceName } from '@frontage/seed';
import type { Faults } from '@frontage/service-host';
import type { BffProof } from './bff-proof.ts';
import { parse, type Ask, type RawAnswer } from './client.ts';
import type { Identity, TestBed } from './test-bed.ts';
import { startUnreliableNetwork, type Cut, type Random } from './unreliable-network.ts';

export interface UnreliableOptions {
  /** Number of checkouts, each by a customer of its own. */
  readonly count: number;
  readonly seed: number;
  /** Checkouts at once. Default 16. */
  readonly atOnce?: number;
}

/** Result, as the services have it. */
export interface CheckoutTally {
  /** Orders of all these customers. */
  readonly orders: number;
  /** Customers who do not have exactly the order that they were told of, in the status that they were told. */
  readonly misled: readonly string[];
  /** Customers whose cart is still full, though they were not told so. */
  readonly stillFull: readonly string[];
  /** Pieces that were taken from stock, and pieces of orders that were not cancelled. */
  readonly taken: number;
  readonly held: number;
  /** Requests that were sent, and connections that were cut. */
  readonly tries: number;
  readonly cuts: Readonly<Record<Cut, number>>;
  /** Answers that were refusals or failures, by status. */
  readonly failures: Readonly<Record<string, number>>;
}

/** Most tries of one request: with so many, something hangs. */
const mostTries = 300;
/** Pause between two tries at most, in milliseconds. */
const pauseMs = 40;
/** Statuses after which a client tries again: overloaded, failed, too late. So is a conflict that names a time: a first try is under way. */
const passing = new Set([429, 502, 503, 504]);
/** Products, in turns: one alone would be sold out. */
const products = ['p-001', 'p-002', 'p-003', 'p-004'];
/** Share of tries before which a service begins to fail. */
const badWeather = 0.15;

const storms: [Partial<Faults>, ...Partial<Faults>[]] = [
  { status: 503, errorRate: 0.5 },
  { hangUp: true },
  { corrupt: true },
  { latencyMs: 1_500 },
];

interface Outcome {
  readonly who: string;
  readonly id: string;
  readonly status: string;
  readonly isCartFull: boolean;
}

interface OrderAnswer {
  readonly id: string;
  readonly status: string;
  readonly degraded?: readonly string[];
  readonly reason?: string;
}

/** Runs the checkouts, and counts what the services have of them. Throws for a refusal that no client should see. */
export async function checkOutUnreliably(
  testBed: TestBed,
  bff: BffProof,
  { issuer }: Identity,
  { count, seed, atOnce = 16 }: UnreliableOptions,
): Promise<CheckoutTally> {
  const { keyed } = bff;
  if (!keyed) throw new Error(`${bff.name} has no requests under a key`);
  const { domain, fixtures } = testBed;
  const random = randomOf(`unreliable ${seed}`);
  const customers = Array.from({ length: count }, (_, index) => `unreliable-${seed}-${index}`);
  await inTurns(atOnce, [...customers.entries()], ([index, who]) =>
    fixtures.fillCart(who, 1, products[index % products.length]),
  );
  const available = async (): Promise<number> =>
    sumOf(await inTurns(1, products, (product) => fixtures.available(product)));
  const before = await available();
  const network = await startUnreliableNetwork(testBed.origin, random);
  const weather = weatherOf(testBed, random);
  const failures: Record<string, number> = {};
  let tries = 0;

  const shop = async (who: string): Promise<Outcome> => {
    const send = await bff.enter({ origin: network.origin, issuer, databaseUrl: '' }, who);
    const until = async (ask: Ask, success: number): Promise<OrderAnswer> => {
      for (let round = 0; round < mostTries; round += 1) {
        weather.change();
        tries += 1;
        const answer = await send(ask).catch((): RawAnswer | undefined => undefined);
        if (answer?.status === success) return parse(answer.text) as OrderAnswer;
        if (answer) {
          failures[answer.status] = (failures[answer.status] ?? 0) + 1;
          const isUnderWay = answer.status === 409 && answer.headers.has('retry-after');
          if (!isUnderWay && !passing.has(answer.status))
            throw new Error(`${ask.method} ${ask.path} of ${who}: ${answer.text}`);
        }
        await pause(random.next() * pauseMs);
      }
      throw new Error(`${ask.method} ${ask.path} of ${who} had no answer after ${mostTries} tries`);
    };
    const { id, degraded = [] } = await until(keyed.checkout(`checkout-${who}`), 201);
    const isCartFull = degraded.includes('cart');
    const drawn = random.next();
    if (drawn < 0.2) return { who, isCartFull, ...(await until(keyed.pay(id, `pay-${who}`), 200)) };
    if (drawn < 0.4) return { who, isCartFull, ...(await until(keyed.cancel(id, `cancel-${who}`), 200)) };
    return { who, id, isCartFull, status: 'PENDING' };
  };

  try {
    const outcomes = await inTurns(atOnce, customers, shop);
    domain.heal();
    while (serviceNames.some((name) => domain.services[name].traffic.open > 0)) await pause(10);
    const found = await inTurns(atOnce, outcomes, async ({ who, id, status, isCartFull }) => {
      const owner = { kind: 'customer', id: who } as const;
      const orders = await fixtures.countOrders(owner);
      const order = await fixtures.order(owner, id);
      const isEmpty = Object.keys(await fixtures.cartOf(who)).length === 0;
      return {
        ...{ who, orders, isMisled: orders !== 1 || order.status !== status, isStillFull: !isEmpty && !isCartFull },
        held: order.status === 'CANCELLED' ? 0 : 1,
      };
    });
    return {
      orders: sumOf(found.map(({ orders }) => orders)),
      misled: found.filter(({ isMisled }) => isMisled).map(({ who }) => who),
      stillFull: found.filter(({ isStillFull }) => isStillFull).map(({ who }) => who),
      taken: before - (await available()),
      held: sumOf(found.map(({ held }) => held)),
      ...{ tries, cuts: network.cuts, failures },
    };
  } finally {
    domain.heal();
    await network.close();
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Weather: one service at a time fails, for some tries. */
function weatherOf({ domain }: TestBed, random: Random) {
  const stormy: [ServiceName, ...ServiceName[]] = ['customers', 'orders', 'pricing', 'inventory'];
  const clear = { jitterMs: 4 };
  for (const name of stormy) domain.services[name].faults.set(clear);
  let last: ServiceName | undefined;
  return {
    change: (): void => {
      if (last) domain.services[last].faults.set(clear);
      last = random.next() < badWeather ? random.pick(stormy) : undefined;
      if (last) domain.services[last].faults.set(random.pick(storms));
    },
  };
}
