/** Whose turn it is. A policy is a value; each balancer starts its own turn-keeping from it. */

import type { Endpoint } from './resolver.ts';

/** An endpoint that may be picked now. */
export interface Candidate {
  readonly endpoint: Endpoint;
  /** Leases of it that are out. */
  readonly outstanding: number;
}

/** Picks one of at least one. The same endpoint is the same object from call to call. */
export type Choose = <C extends Candidate>(candidates: readonly C[]) => C;

export interface BalancingPolicy {
  readonly name: string;
  start(): Choose;
}

/**
 * Smooth weighted round robin: each turn everybody gains its weight, whoever has most is picked and pays the total. In a cycle (the
 * sum of the weights) each gets exactly its share, spread out and not in bursts; who was away goes on where it stopped.
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

/** One after the other, whatever their weights. */
export const roundRobin: BalancingPolicy = { name: 'round-robin', start: () => takeTurns(() => 1) };

/** By weight. With equal weights it is round robin. */
export const weighted: BalancingPolicy = { name: 'weighted', start: () => takeTurns(({ weight }) => weight) };

/**
 * The fewest calls under way, relative to the weight; among equals, by weight. Sends less to whoever is slow. Exact and not the better
 * of two drawn: a set is small, and looking at all of it costs less than a mistake.
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
