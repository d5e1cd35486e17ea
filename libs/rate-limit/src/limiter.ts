/** Which limits apply to a request, and whether it is within all of them. */

import { Failure } from '@frontage/errors';
import { tierOf } from '@frontage/policy';
import { exceeded, type PolicyStanding } from './fields.ts';
import type { CompiledPolicy } from './policy.ts';
import type { Charge, LimitStore } from './store.ts';
import { applies, keyOf, type Subject } from './subject.ts';
import { charged, costWithin, fits } from './tally.ts';

export interface LimiterOptions {
  /** Asked on every request: they may have been read again. */
  readonly policies: () => readonly CompiledPolicy[];
  readonly store: LimitStore;
  /** Told the name of each limit that somebody has come up against. */
  readonly onRefused?: (policy: string) => void;
}

/** Within all of them: what it was charged. */
export interface Admission {
  readonly admitted: true;
  readonly standings: readonly PolicyStanding[];
  /** Gives it back, as far as that is still possible; the standings are as if nothing had been charged. Never rejects. */
  refund(): readonly PolicyStanding[];
}

/** Not within all of them; nothing was charged. */
export interface Refusal {
  readonly admitted: false;
  readonly standings: readonly PolicyStanding[];
  /** RATE_LIMITED. */
  readonly failure: Failure;
}

export interface Limiter {
  /**
   * Charges all limits in this unit that apply, or none of them. Rejects with FORBIDDEN when it cannot be told whom to charge, and with
   * UNAVAILABLE when a limit is `closed` and cannot be counted.
   */
  admit(subject: Subject, unit: CompiledPolicy['unit'], cost: number): Promise<Admission | Refusal>;
}

const free: Admission = { admitted: true, standings: [], refund: () => [] };

export function createLimiter({ policies, store, onRefused }: LimiterOptions): Limiter {
  return {
    admit: async (subject, unit, cost) => {
      const applicable = policies().filter((policy) => policy.unit === unit && applies(policy, subject));
      if (applicable.length === 0) return free;
      const charges = applicable.map((policy) => toCharge(policy, subject, cost));
      const { admitted, standings: plain } = await store.charge(charges);
      const standings = plain.map((standing, index) => ({
        ...standing,
        name: applicable[index]!.name,
        declared: charges[index]!.rule,
        cost: costWithin(standing.rule, cost),
      }));
      if (admitted) return { admitted, standings, refund: () => refund(charges, standings) };
      for (const { name, tally, rule, cost: asked } of standings) if (!fits(tally, rule, asked)) onRefused?.(name);
      return { admitted, standings, failure: exceeded(standings) };
    },
  };

  function refund(charges: readonly Charge[], standings: readonly PolicyStanding[]): readonly PolicyStanding[] {
    const back = charges.map((charge, index) => ({ ...charge, cost: -standings[index]!.cost }));
    // Whoever gets the answer need not wait for it, and what cannot be given back comes back by itself.
    store.charge(back).catch(() => undefined);
    return standings.map((standing) => ({ ...standing, tally: charged(standing.tally, -standing.cost) }));
  }
}

function toCharge(policy: CompiledPolicy, subject: Subject, cost: number): Charge {
  const key = keyOf(policy, subject);
  if (key === undefined) {
    throw new Failure('FORBIDDEN', 'It cannot be told whom to count this for.', { reason: 'LIMIT_KEY_MISSING' });
  }
  return { key, rule: policy.rules[tierOf(subject.principal)], cost, onOutage: policy.onOutage };
}
