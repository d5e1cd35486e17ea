/** What the apps prove of themselves: `apps/<app>/proof/index.ts` of each, and no app is known by name. */

import { isBffProof, type AppProof, type BffProof } from '@frontage/proof';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { filesOf, root } from './tree.ts';

/** Loads the proof of every app, sorted by folder. Each says of which type it is (`satisfies BffProof`); the compiler has held it to that. */
export const loadProofs = (): Promise<readonly AppProof[]> =>
  Promise.all(
    filesOf('apps/*/proof/index.ts').map(async (file) => {
      const { proof } = (await import(pathToFileURL(resolve(root, file)).href)) as { readonly proof: AppProof };
      return proof;
    }),
  );

/** Loads those of the BFFs. */
export const loadBffs = async (): Promise<readonly BffProof[]> => (await loadProofs()).filter(isBffProof);
