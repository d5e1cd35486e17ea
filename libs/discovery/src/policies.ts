/** Balancing policies. A policy is a value; each balancer keeps turns of its own. */

import type { Endpoint } from './resolver.ts';

/** Endpoint that may be chosen now. */
export interface Candidate {
  readonly endpoint: Endpoint;
  /** Number of leases. */
  readonly outstanding: number;
}

/** Chooses one of the candidates, of which there is at least one. An endpoint is the same object in every call. */
export type Choose = <C extends Candidate>(candidates: readonly C[]) => C;

export interface BalancingPolicy {
  readonly name: string;
  start(): Choose;
}

/**
 * Smooth weighted round robin.
 *
 * In each turn every candidate gains its weight; the one with most credit is chosen, and pays the total. In a cycle (the sum of the
 * weights) each gets exactly its share, spread out and not in bursts. An endpoint that was out goes on where it stopped.
 */
function takeTurns(weightOf: (endpoint: Endpoint) => number): Choose {
  const credits = new WeakMap<Candidate, number>();
  return (candidates) => {
    let total = 0;
    let best = candidates[0]!;
    let most = -Infinity;
    for (const candidate of candidates) {
      const weight = weightOf(candidate.endpoint);
      const credit = (credits.get(candidate) ?? 0) + weight;
      credits.set(candidate, credit);
      total += weight;
      if (credit > most) {
        most = credit;
        best = candidate;
      }
    }
    credits.set(best, most - total);
    return best;
  };
}

/** Round robin, without weights. */
export const roundRobin: BalancingPolicy = { name: 'round-robin', start: () => takeTurns(() => 1) };

/** Weighted round robin. With equal weights it is round robin. */
export const weighted: BalancingPolicy = { name: 'weighted', start: () => takeTurns(({ weight }) => weight) };

/**
 * Fewest calls under way, relative to the weight; among equals, by weight. Slow endpoints get fewer calls.
 *
 * All candidates are compared, instead of the better of two at random: sets are small, and a full look is cheaper than a wrong choice.
 */
export const leastOutstanding: BalancingPolicy = {
  name: 'least-outstanding',
  start: () => {
    const among = takeTurns(({ weight }) => weight);
    const load = ({ endpoint, outstanding }: Candidate): number => outstanding / endpoint.weight;
    return (candidates) => {
      const least = Math.min(...candidates.map(load));
      return among(candidates.filter((candidate) => load(candidate) === least));
    };
  },
};
