/** Manifests of trusted documents: what an app's files ask for now, and what earlier releases of its clients ask for. */

import { collectOperations, documentsOf, manifestFile } from '@frontage/api-diff/client-documents';
import { writeManifest } from '@frontage/graphql-server/manifest';
import type { GeneratedDocument } from './documents.ts';

/**
 * Manifest of an app. Documents are added, and never dropped here: a page that was open before a release goes on with those that it came
 * with.
 */
export function manifestOf(root: string, app: string): GeneratedDocument {
  const kept = documentsOf(root, app).map(({ text }) => text);
  return manifestWith(root, app, kept);
}

/** Manifest of an app without the documents that no file has. */
export const prunedManifestOf = (root: string, app: string): GeneratedDocument => manifestWith(root, app, []);

const manifestWith = (root: string, app: string, kept: readonly string[]): GeneratedDocument => ({
  path: `apps/${app}/${manifestFile}`,
  content: writeManifest(new Set([...kept, ...collectOperations(root, app).map(({ text }) => text)])),
});
