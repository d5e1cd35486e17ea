/**
 * Manifest of documents: a JSON object from the SHA-256 of each text, in hex, to the text.
 *
 * GraphQL Code Generator (`persistedDocuments: { hashAlgorithm: 'sha256' }`) and Relay's compiler (`algorithm: 'SHA256'`) write this form.
 */

import { parseJson } from '@frontage/http-server/config';
import { z } from 'zod';
import { documentIdOf } from './document-id.ts';

/** Longest manifest, in characters: some two thousand operations. All of it is parsed and validated before the process serves. */
const maxCharacters = 4_000_000;

const schema = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1));

/** Reads a manifest: texts by document id. Throws an error that names every wrong entry. */
export function readManifest(json: string): ReadonlyMap<string, string> {
  if (json.length > maxCharacters)
    throw new Error(`has ${json.length} characters, and at most ${maxCharacters} are allowed`);
  const texts = new Map(Object.entries(parseJson(schema, json)).map(([hex, text]) => [`sha256:${hex}`, text]));
  const wrong = [...texts].filter(([id, text]) => documentIdOf(text) !== id);
  if (wrong.length === 0) return texts;
  throw new Error(wrong.map(([id, text]) => `${id} is not the hash of its text, ${documentIdOf(text)} is`).join('; '));
}

/** Writes a manifest, sorted by text: a new document is a line among those that it resembles. */
export const writeManifest = (texts: Iterable<string>): string => {
  const entries = [...texts].map((text) => [documentIdOf(text).slice('sha256:'.length), text] as const);
  return `${JSON.stringify(Object.fromEntries(entries.toSorted(([, a], [, b]) => (a < b ? -1 : 1))), null, 2)}\n`;
};
