/** Guards of options. A policy that cannot work is refused when it is made, not under load. */

/** Throws a RangeError unless every named number is finite, and at least the least. */
export function atLeast(least: number, options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Number.isFinite(value) || value < least) {
      throw new RangeError(`${name} must be a number of at least ${least}, got ${value}`);
    }
  }
}
