/** Manifests of trusted documents: what an app's files ask for now, and what earlier releases of its clients ask for. */

import {
  collectOperations,
  documentsOf,
  manifestFile,
  releasedManifestFile,
} from '@frontage/api-diff/client-documents';
import { writeManifest } from '@frontage/graphql-server/manifest';
import type { GeneratedDocument } from './documents.ts';

/**
 * Manifest of an app. Released documents are never dropped here: a page that was open before a release goes on with those that it came with.
 */
export const manifestOf = (root: string, app: string): GeneratedDocument => ({
  path: `apps/${app}/${manifestFile}`,
  content: writeManifest(
    new Set([...documentsOf(root, app, releasedManifestFile), ...collectOperations(root, app)].map(({ text }) => text)),
  ),
});

/** Released manifest of an app without the documents that no file has. */
export const prunedManifestOf = (root: string, app: string): GeneratedDocument => ({
  path: `apps/${app}/${releasedManifestFile}`,
  content: writeManifest(
    documentsOf(root, app, releasedManifestFile)
      .filter(({ isCurrent }) => isCurrent)
      .map(({ text }) => text),
  ),
});
