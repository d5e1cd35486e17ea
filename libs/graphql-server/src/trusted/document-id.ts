/** Document identifiers (GraphQL over HTTP, appendix Persisted Documents). */

import { hash } from 'node:crypto';

/** Identifier of a document: `sha256:` and the hash of its text, in UTF-8. */
export const documentIdOf = (text: string): string => `sha256:${hash('sha256', text, 'hex')}`;

/** Longest identifier that is read. Those of the manifest have 71 characters. */
const maxLength = 200;
const unreserved = '[A-Za-z0-9._~-]+';
/** Syntax of identifiers: a hash, one with a prefix of somebody's own, or one without a colon. */
const syntax = new RegExp(`^(?:sha256:[0-9a-f]{64}|x-${unreserved}:${unreserved}|${unreserved})$`);

/** Asks whether a value is an identifier by the syntax of the appendix. One of another kind than ours is unknown, not malformed. */
export const isDocumentId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= maxLength && syntax.test(value);
