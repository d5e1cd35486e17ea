/** Rate limiter: finds the limits that apply to a request, and charges all of them or none. */

import { Failure } from '@frontage/errors';
import { tierOf, type Principal } from '@frontage/policy';
import { exceeded, type PolicyStanding } from './fields.ts';
import type { CompiledPolicy } from './policy.ts';
import type { Charge, LimitStore } from './store.ts';
import { applies, concerns, keyOf, type Subject } from './subject.ts';
import { charged, costWithin, fits } from './usage.ts';

export interface LimiterOptions {
  /** Policies in force. Read on every request, because LIMITS_FILE may have changed. */
  readonly policies: () => readonly CompiledPolicy[];
  readonly store: LimitStore;
  /** Called with the name of each limit that was exceeded. */
  readonly onRefused?: (policy: string) => void;
}

/** The request is within all limits, and has been charged. */
export interface Admission {
  readonly admitted: true;
  readonly standings: readonly PolicyStanding[];
  /**
   * Gives the charge back, as far as that is still possible. Never rejects.
   *
   * The standings it returns are those as if nothing had been charged.
   */
  refund(): readonly PolicyStanding[];
}

/** The request exceeds a limit; nothing was charged. */
export interface Refusal {
  readonly admitted: false;
  readonly standings: readonly PolicyStanding[];
  /** RATE_LIMITED. */
  readonly failure: Failure;
}

export interface Limiter {
  /**
   * Charges all limits in this unit that apply, or none of them.
   *
   * Rejects with FORBIDDEN when a part of a key is unknown, and with UNAVAILABLE when a limit that is `closed` cannot be counted.
   */
  admit(subject: Subject, unit: CompiledPolicy['unit'], cost: number): Promise<Admission | Refusal>;
  /** State of every limit on this principal, those of single routes included, without a charge. */
  read(principal: Principal): Promise<readonly PolicyStanding[]>;
}

const free: Admission = { admitted: true, standings: [], refund: () => [] };

export function createLimiter({ policies, store, onRefused }: LimiterOptions): Limiter {
  return {
    admit: async (subject, unit, cost) => {
      const applicable = policies().filter((policy) => policy.unit === unit && applies(policy, subject));
      if (applicable.length === 0) return free;
      const charges = applicable.map((policy) => toCharge(policy, subject, cost));
      const { admitted, standings } = await charge(applicable, charges);
      if (admitted) return { admitted, standings, refund: () => refund(charges, standings) };
      for (const { name, usage, rule, cost: asked } of standings) if (!fits(usage, rule, asked)) onRefused?.(name);
      return { admitted, standings, failure: exceeded(standings) };
    },
    read: async (principal) => {
      const subject = { principal, address: undefined, method: '', path: '' };
      const known = policies().filter((policy) => concerns(policy, principal) && keyOf(policy, subject) !== undefined);
      const { standings } = await charge(
        known,
        known.map((policy) => toCharge(policy, subject, 0)),
      );
      return standings;
    },
  };

  async function charge(applicable: readonly CompiledPolicy[], charges: readonly Charge[]) {
    const { admitted, standings } = await store.charge(charges);
    return {
      admitted,
      standings: standings.map((standing, index): PolicyStanding => ({
        ...standing,
        name: applicable[index]!.name,
        declared: charges[index]!.rule,
        cost: costWithin(standing.rule, charges[index]!.cost),
      })),
    };
  }

  function refund(charges: readonly Charge[], standings: readonly PolicyStanding[]): readonly PolicyStanding[] {
    const back = charges.map((charge, index) => ({ ...charge, cost: -standings[index]!.cost }));
    // The answer does not wait for the refund. Usage that cannot be given back now ends by itself.
    store.charge(back).catch(() => undefined);
    return standings.map((standing) => ({ ...standing, usage: charged(standing.usage, -standing.cost) }));
  }
}

function toCharge(policy: CompiledPolicy, subject: Subject, cost: number): Charge {
  const key = keyOf(policy, subject);
  if (key === undefined) {
    throw new Failure('FORBIDDEN', 'It cannot be told whom to count this for.', { reason: 'LIMIT_KEY_MISSING' });
  }
  return { key, rule: policy.rules[tierOf(subject.principal)], cost, onOutage: policy.onOutage };
}
