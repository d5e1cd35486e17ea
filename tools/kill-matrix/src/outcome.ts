/** What a client gets while a service is broken, from best to worst, and how it is written down. */

export type Outcome =
  | { readonly kind: 'full' }
  /** Nothing is missing, and some of it is older than it should be. */
  | { readonly kind: 'stale' }
  /** Some parts are missing, and the answer names them. */
  | { readonly kind: 'degraded'; readonly parts: readonly string[] }
  | { readonly kind: 'failed'; readonly status: number };

/** What one cell of the matrix says. */
export interface Cell {
  /** For whoever asks first. */
  readonly first: Outcome;
  /** For whoever asks again, when what was kept is no longer fresh. Undefined for writes, which keep nothing. */
  readonly again: Outcome | undefined;
}

const order: readonly Outcome['kind'][] = ['full', 'stale', 'degraded', 'failed'];

/** `degraded (prices, stock)` */
export function formatOutcome(outcome: Outcome): string {
  if (outcome.kind === 'degraded') return `degraded (${outcome.parts.toSorted().join(', ')})`;
  return outcome.kind === 'failed' ? `failed (${outcome.status})` : outcome.kind;
}

/** Reads what `formatOutcome` wrote; undefined for anything else. */
export function parseOutcome(text: string): Outcome | undefined {
  const [, kind, detail] = /^(full|stale|degraded|failed)(?: \(([^()]*)\))?$/.exec(text) ?? [];
  if (kind === 'full' || kind === 'stale') return detail === undefined ? { kind } : undefined;
  if (kind === 'degraded' && detail) return { kind, parts: detail.split(', ') };
  return kind === 'failed' && /^\d+$/.test(detail ?? '') ? { kind, status: Number(detail) } : undefined;
}

const arrow = ' → ';

/** `failed (503) → stale`; one outcome when asking again gives no other. */
export function formatCell({ first, again }: Cell): string {
  const [before, after] = [formatOutcome(first), again && formatOutcome(again)];
  return after === undefined || after === before ? before : `${before}${arrow}${after}`;
}

/** Reads what `formatCell` wrote; undefined for anything else. */
export function parseCell(text: string): Cell | undefined {
  const outcomes = text.split(arrow).map(parseOutcome);
  if (outcomes.length > 2 || outcomes.includes(undefined)) return undefined;
  const [first, again = first] = outcomes as [Outcome, Outcome?];
  return { first, again };
}

/** Whether somebody who had the one would rather have kept it. A failure of another status is no better and no worse; it is a change. */
export function isWorse(now: Outcome, before: Outcome): boolean {
  if (now.kind === 'degraded' && before.kind === 'degraded') {
    return now.parts.some((part) => !before.parts.includes(part));
  }
  return order.indexOf(now.kind) > order.indexOf(before.kind);
}
