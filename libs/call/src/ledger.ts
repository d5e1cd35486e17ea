/** Ledger: what one piece of work has cost and what it had to leave out. */

/**
 * One per request, shared by everything that works for it. Upstream counts calls and bytes; `gather` counts waves and names what
 * is missing; the edge reads it for `Frontage-Budget`, `Frontage-Degraded` and the log line.
 */
export class Ledger {
  /** Upstream calls made. */
  calls = 0;
  /** Bytes received from services, decoded. */
  bytes = 0;
  /** The longest chain of sequential upstream calls. */
  waves = 0;
  readonly #degraded = new Map<string, unknown>();

  /** Notes that a part is missing or stale, and why. The first cause wins. */
  degrade(part: string, cause: unknown): void {
    if (!this.#degraded.has(part)) this.#degraded.set(part, cause);
  }

  /** The names of missing or stale parts, in order of appearance. */
  get degraded(): readonly string[] {
    return [...this.#degraded.keys()];
  }

  /** The same, with the cause of each. */
  get degradations(): ReadonlyMap<string, unknown> {
    return this.#degraded;
  }
}
