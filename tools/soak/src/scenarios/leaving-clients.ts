/** Clients that leave before they are answered leave nothing behind. */

import { installClock } from '@frontage/kill-matrix';
import type { TestBed } from '@frontage/proof';
import { Agent, get } from 'node:http';
import { onTestBed, openCalls, productAt, type Context } from '../context.ts';
import { heapInUse, megabytes, mostGrowth } from '../heap.ts';
import { inParallel, pause, until } from '../load.ts';
import type { Measured } from '../measured.ts';

const requests = 10_000;
/** Clients for each one that leaves. */
const leaversIn = 10;
const inRound = 500;
const atOnce = 32;
/** Time for cache entries to expire: each answer costs calls. */
const betweenRoundsMs = 24 * 3_600_000;
/** Services take up to so long to answer, and a leaver stays for less. */
const jitterMs = 20;
const settledWithinMs = 5_000;
/** Of the rounds, the first ones fill what is kept and bounded. */
const warmShare = 0.4;
/** Growth of sockets at most: pools open and close a few. */
const mostSockets = 0.1;

interface After {
  readonly open: number;
  readonly sockets: number;
  readonly heapBytes: number;
}

export const leavingClients = (context: Context): Promise<readonly Measured[]> =>
  onTestBed(context, 'mobile-bff', async (testBed) => {
    const clock = installClock();
    const count = requests * context.scale;
    const rounds = Math.max(5, count / inRound);
    try {
      for (const service of Object.values(testBed.domain.services)) service.faults.set({ jitterMs });
      const after: After[] = [];
      let left = 0;
      for (let round = 0; round < rounds; round += 1) {
        clock.advance(betweenRoundsMs);
        left += await oneRound(testBed, count / rounds);
        after.push(await lookAround(testBed));
      }
      const warm = after[Math.floor(rounds * warmShare)]!;
      const last = after.at(-1)!;
      const claim = `mobile-bff, ${count} requests, ${left} of them left by their clients`;
      const growth = last.heapBytes / warm.heapBytes - 1;
      const open = Math.max(...after.map((each) => each.open));
      return [
        { claim: `${claim}: calls to services that go on`, measured: String(open), limit: '0', holds: open === 0 },
        {
          claim: `${claim}: sockets, after ${percentOf(warmShare)} of them and in the end`,
          measured: `${warm.sockets} and ${last.sockets}`,
          limit: `+ ${percentOf(mostSockets)}`,
          holds: last.sockets <= warm.sockets * (1 + mostSockets),
        },
        {
          claim: `${claim}: heap, after ${percentOf(warmShare)} of them and in the end`,
          measured: `${megabytes(warm.heapBytes)} and ${megabytes(last.heapBytes)}`,
          limit: `+ ${percentOf(mostGrowth)}`,
          holds: growth <= mostGrowth,
        },
      ];
    } finally {
      clock.restore();
    }
  });

/** Gives how many left. */
async function oneRound({ origin }: TestBed, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const left = await inParallel(count, atOnce, (index) => {
    const patienceMs = index % leaversIn === 0 ? Math.random() * jitterMs : undefined;
    return leaves(`${origin}/products/${productAt(index)}`, agent, patienceMs);
  });
  agent.destroy();
  return left.filter(Boolean).length;
}

/** Asks and reads the answer, or leaves when its patience is over. Says whether it left. */
const leaves = (url: string, agent: Agent, patienceMs: number | undefined): Promise<boolean> =>
  new Promise((resolve, reject) => {
    let isLeaving = false;
    const request = get(url, { agent }, (response) => {
      response.on('close', () => resolve(isLeaving));
      response.on('error', () => undefined);
      response.resume();
    });
    request.on('error', (error) => (isLeaving ? resolve(true) : reject(error)));
    if (patienceMs === undefined) return;
    const leaving = setTimeout(() => {
      isLeaving = true;
      request.destroy();
    }, patienceMs);
    request.on('close', () => clearTimeout(leaving));
  });

/** The resources held when no request is under way. */
async function lookAround(testBed: TestBed): Promise<After> {
  await until(() => openCalls(testBed) === 0, settledWithinMs);
  await pause(50);
  const sockets = process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
  return { open: openCalls(testBed), sockets, heapBytes: heapInUse() };
}

const percentOf = (share: number): string => `${share * 100} %`;
