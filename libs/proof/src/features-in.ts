/** Features' proofs, found by their file names: none needs a line in a list. */

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Loads every `<feature>.proof.ts` of a folder, by name, and gives the `proof` of each. Each file says of which type that is (`satisfies
 * RestFeatureProof`). Throws for a file without one.
 */
export async function featuresIn<T extends object>(folder: URL): Promise<readonly T[]> {
  const path = fileURLToPath(folder);
  const files = globSync('*.proof.ts', { cwd: path }).sort();
  return Promise.all(
    files.map(async (file) => {
      const { proof } = (await import(pathToFileURL(join(path, file)).href)) as { readonly proof?: T };
      if (!proof) throw new Error(`${file} exports no proof.`);
      return proof;
    }),
  );
}
