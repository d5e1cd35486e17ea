/** What was promised, and what became of it. */

/** Both bounds are inclusive. */
export interface Promised {
  readonly most: number;
  readonly aim: number;
}

export type Verdict = 'better than the aim' | 'kept' | 'missed';

/** Judges a figure of which less is better. */
export const verdictOf = (value: number, { most, aim }: Promised): Verdict =>
  value <= aim ? 'better than the aim' : value <= most ? 'kept' : 'missed';

/** The worst of several. */
export const worst = (verdicts: readonly Verdict[]): Verdict =>
  (['missed', 'kept'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'better than the aim';
