/** Trusted documents: those of the manifest, each checked against schema and limits before a client can name it. */

import { createLiveDocument } from '@frontage/http-server/config';
import type { Logger } from '@frontage/observability';
import { Kind, type DocumentNode } from 'graphql';
import { readManifest } from './manifest.ts';

/** Document that clients run by its id. */
export interface TrustedDocument {
  readonly id: string;
  readonly text: string;
  /** Names of its operations; none for a single one without a name. */
  readonly names: readonly string[];
  /** Time for which anybody may keep its answers, in seconds; undefined when they depend on the caller. */
  readonly publicSeconds: number | undefined;
}

/** `only`: nothing but trusted documents is run. `also`: texts are run as well. */
export type TrustMode = 'only' | 'also';

export interface TrustOptions {
  /** Path of the manifest, which is read again when it changes. Undefined: there are no trusted documents. */
  readonly file: string | undefined;
  readonly mode: TrustMode;
}

export interface TrustedDocuments {
  readonly mode: TrustMode;
  find(id: string): TrustedDocument | undefined;
  /** Reads the manifest now. */
  look(): Promise<void>;
  close(): void;
}

export interface TrustedDocumentsOptions extends TrustOptions {
  /** Parses and checks a text. Throws `Refused`, or a syntax error. */
  readonly check: (text: string) => DocumentNode;
  /** Keeps a document that was checked, as a request for it would. */
  readonly keep: (text: string, document: DocumentNode) => void;
  readonly publicSecondsOf: (document: DocumentNode) => number | undefined;
  readonly log: Logger;
}

/** Reads the manifest. Throws a ConfigError that names each document that does not fit, by its operation. */
export function createTrustedDocuments(options: TrustedDocumentsOptions): TrustedDocuments {
  const { file, mode, check, keep, publicSecondsOf, log } = options;

  function parse(json: string): ReadonlyMap<string, TrustedDocument> {
    const problems: string[] = [];
    const found: [TrustedDocument, DocumentNode][] = [];
    for (const [id, text] of readManifest(json)) {
      try {
        const document = check(text);
        found.push([{ id, text, names: namesIn(document), publicSeconds: publicSecondsOf(document) }, document]);
      } catch (error) {
        problems.push(`${nameOf(id, text)}: ${messagesOf(error).join(', ')}`);
      }
    }
    if (problems.length > 0) throw new Error(problems.join('; '));
    for (const [{ text }, document] of found) keep(text, document);
    return new Map(found.map(([trusted]) => [trusted.id, trusted]));
  }

  const manifest = createLiveDocument<ReadonlyMap<string, TrustedDocument>>({
    variable: 'TRUSTED_DOCUMENTS_FILE',
    file,
    empty: new Map(),
    parse,
    log,
  });
  return { mode, find: (id) => manifest.current.get(id), look: () => manifest.look(), close: () => manifest.close() };
}

const namesIn = ({ definitions }: DocumentNode): readonly string[] =>
  definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION && each.name ? [each.name.value] : []));

/** Name of a document for a person who looks for it: that of its first operation, where the text has one, and its id. */
function nameOf(id: string, text: string): string {
  const name = /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
  return name === undefined ? id : `${name} (${id})`;
}

const messagesOf = (error: unknown): readonly string[] => {
  const { errors = [error as Error] } = error as { readonly errors?: readonly Error[] };
  return errors.map(({ message }) => message);
};
