/** Proofs of the apps, found at `apps/<app>/proof/index.ts`: no app is known by name. */

import { isBffProof, type AppProof, type BffProof } from '@frontage/proof';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { filesOf, root } from './tree.ts';

/** Loads the proof of every app, sorted by folder. Each declares its type (`satisfies BffProof`), which the compiler has checked. */
export const loadProofs = (): Promise<readonly AppProof[]> =>
  Promise.all(
    filesOf('apps/*/proof/index.ts').map(async (file) => {
      const { proof } = (await import(pathToFileURL(resolve(root, file)).href)) as { readonly proof: AppProof };
      return proof;
    }),
  );

/** Loads the proofs of the BFFs. */
export const loadBffs = async (): Promise<readonly BffProof[]> => (await loadProofs()).filter(isBffProof);
