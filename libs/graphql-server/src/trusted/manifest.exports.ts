/** Manifest of trusted documents, for tools that write it and compare schemas with it. */
export { documentIdOf } from './document-id.ts';
export { readManifest, writeManifest } from './manifest.ts';
