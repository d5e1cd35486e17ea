/** Proofs of features, found by their file names: no list names them. */

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Loads `proof` of every `<feature>.proof.ts` in a folder, in the order of their names. Each file declares its type (`satisfies
 * RestFeatureProof`). Throws for a file without `proof`.
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
