/** Outcomes of an operation with a broken service, from best to worst, and their text. */

export type Outcome =
  | { readonly kind: 'full' }
  /** All parts are there, and some are stale. */
  | { readonly kind: 'stale' }
  /** Some parts are missing, and the answer names them. */
  | { readonly kind: 'degraded'; readonly parts: readonly string[] }
  | { readonly kind: 'failed'; readonly status: number };

/** Outcomes in one cell of the matrix. */
export interface Cell {
  /** Outcome of the first request, with empty caches. */
  readonly first: Outcome;
  /** Outcome of a later request, whose cache entries are no longer fresh. Undefined for writes: they are not cached. */
  readonly again: Outcome | undefined;
}

const order: readonly Outcome['kind'][] = ['full', 'stale', 'degraded', 'failed'];

/** Formats an outcome: `degraded (prices, stock)`. */
export function formatOutcome(outcome: Outcome): string {
  if (outcome.kind === 'degraded') return `degraded (${outcome.parts.toSorted().join(', ')})`;
  return outcome.kind === 'failed' ? `failed (${outcome.status})` : outcome.kind;
}

/** Parses the text of `formatOutcome`; undefined for other text. */
export function parseOutcome(text: string): Outcome | undefined {
  const [, kind, detail] = /^(full|stale|degraded|failed)(?: \(([^()]*)\))?$/.exec(text) ?? [];
  if (kind === 'full' || kind === 'stale') return detail === undefined ? { kind } : undefined;
  if (kind === 'degraded' && detail) return { kind, parts: detail.split(', ') };
  return kind === 'failed' && /^\d+$/.test(detail ?? '') ? { kind, status: Number(detail) } : undefined;
}

const arrow = ' → ';

/** Formats a cell: `failed (503) → stale`, or one outcome where both are the same. */
export function formatCell({ first, again }: Cell): string {
  const [before, after] = [formatOutcome(first), again && formatOutcome(again)];
  return after === undefined || after === before ? before : `${before}${arrow}${after}`;
}

/** Parses the text of `formatCell`; undefined for other text. */
export function parseCell(text: string): Cell | undefined {
  const outcomes = text.split(arrow).map(parseOutcome);
  if (outcomes.length > 2 || outcomes.includes(undefined)) return undefined;
  const [first, again = first] = outcomes as [Outcome, Outcome?];
  return { first, again };
}

/** Whether an outcome is worse for the client. A failure with another status is neither better nor worse, but a change. */
export function isWorse(now: Outcome, before: Outcome): boolean {
  if (now.kind === 'degraded' && before.kind === 'degraded') {
    return now.parts.some((part) => !before.parts.includes(part));
  }
  return order.indexOf(now.kind) > order.indexOf(before.kind);
}
