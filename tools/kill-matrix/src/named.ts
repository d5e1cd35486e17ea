/** BFFs that a command works on. */

import type { BffProof } from '@frontage/proof';

/** BFFs named by the arguments of this process; all without arguments. Throws for an unknown name. */
export function named(bffs: readonly BffProof[], names = process.argv.slice(2)): readonly BffProof[] {
  const unknown = names.filter((name) => !bffs.some((bff) => bff.name === name));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}; there are ${bffs.map(({ name }) => name).join(', ')}.`);
  return names.length === 0 ? bffs : bffs.filter(({ name }) => names.includes(name));
}
