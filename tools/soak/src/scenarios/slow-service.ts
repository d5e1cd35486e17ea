/** A slow service makes no answer late, as in the kill matrix, by wall clock. */

import { loadBffs } from '@frontage/architecture/proofs';
import { matrixFile, pairsIn, readOwn, slowAnswers } from '@frontage/kill-matrix';
import type { BffProof, Operation } from '@frontage/proof';
import { serviceNames, type ServiceName } from '@frontage/seed';
import { bffNamed, type Context } from '../context.ts';
import { pause } from '../load.ts';
import { milliseconds, type Measured } from '../measured.ts';

/** In the short version, what takes least. */
const short: { readonly bff: string; readonly services: readonly ServiceName[] } = {
  bff: 'mobile-bff',
  services: ['reviews', 'recommendations'],
};
const lookEveryMs = 20;

/** Attempts: a busy machine stutters, a broken promise is broken each time. */
const tries = 3;

interface Seen {
  readonly operation: Operation;
  /** Milliseconds to the answer, less what this process itself was late. */
  readonly afterMs: number;
  readonly share: number;
}

export async function slowService(context: Context): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const bff of context.scale === 1 ? await loadBffs() : [await bffNamed(short.bff)]) {
    let seen = await lookAt(context, bff);
    for (let round = 1; round < tries && lateOf(seen) > 0; round += 1) {
      const again = await lookAt(context, bff);
      seen = seen.map((first, index) => (again[index]!.afterMs < first.afterMs ? again[index]! : first));
    }
    const closest = seen.reduce((a, b) => (b.share > a.share ? b : a));
    measured.push({
      claim: `${bff.name}, each service slow: late ones of ${seen.length} answers; ${closest.operation.name} came closest`,
      measured: `${lateOf(seen)}; ${milliseconds(closest.afterMs)}`,
      limit: `0; ${milliseconds(closest.operation.budgetMs)}`,
      holds: lateOf(seen) === 0,
    });
  }
  return measured;
}

const lateOf = (seen: readonly Seen[]): number => seen.filter(({ share }) => share > 1).length;

async function lookAt({ identity, scale }: Context, bff: BffProof): Promise<readonly Seen[]> {
  const pairs = pairsIn(readOwn(bff, matrixFile));
  const lag = watchLag();
  // Test beds wait side by side: nearly all of it is waiting.
  const answers = await Promise.all(
    (scale === 1 ? serviceNames : short.services).map((service) => {
      const operations = bff.operations.filter((operation) => pairs.has(`${operation.name} ${service}`));
      return slowAnswers({ bff, identity, service, operations, toNextTimer: () => pause(lookEveryMs) });
    }),
  );
  const lagMs = lag.stop();
  return answers.flat().map(({ operation, afterMs: measuredMs }) => {
    const afterMs = measuredMs - lagMs;
    return { operation, afterMs, share: afterMs / operation.budgetMs };
  });
}

/** Watches the longest delay of a timer. */
function watchLag() {
  let mostMs = 0;
  let dueAt = performance.now() + lookEveryMs;
  const timer = setInterval(() => {
    mostMs = Math.max(mostMs, performance.now() - dueAt);
    dueAt = performance.now() + lookEveryMs;
  }, lookEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      return mostMs;
    },
  };
}
