/** Cache of valid documents with their estimates, by the text of the request. */

import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CostModel } from './cost/cost-model.ts';
import { createEstimate, type Estimate } from './cost/estimate.ts';

export interface KnownDocument {
  readonly document: DocumentNode;
  /** Estimate for one of its operations, created on first use. */
  estimateOf(operation: OperationDefinitionNode): Estimate;
}

/** Document cache with one bound, in bytes, for all documents and their plans. The least recently used goes first. */
export interface Documents {
  /** Finds a document by the text of the request. */
  find(text: string): KnownDocument | undefined;
  /** Keeps a valid document. */
  keep(text: string, document: DocumentNode): KnownDocument;
  /** Adds planned fields to a document's size. A document that was evicted meanwhile is ignored. */
  grew(document: DocumentNode, fields: number): void;
}

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  readonly costs: CostModel;
  readonly maxBytes: number;
}

/**
 * Bytes per item, measured on the heap of Node 26 with product lists.
 *
 * A token with its part of the syntax tree takes 328 bytes, a field of a plan with its parts 600 to 820.
 */
const bytesPerToken = 330;
const bytesPerPlannedField = 800;

interface Entry {
  readonly known: KnownDocument;
  readonly bytes: number;
}

export function createDocuments({ schema, costs, maxBytes }: DocumentsOptions): Documents {
  const kept = new LRUCache<string, Entry>({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  return {
    find: (text) => kept.get(text)?.known,
    keep: (text, document) => {
      const known = { document, estimateOf: estimating(schema, costs, document) };
      kept.set(text, { known, bytes: text.length + (document.tokenCount ?? text.length) * bytesPerToken });
      return known;
    },
    grew: (document, fields) => {
      const text = document.loc!.source.body;
      const entry = kept.peek(text);
      if (entry?.known.document !== document) return;
      // A new entry, since the cache computes the size of an object only once. An entry that is too large is evicted.
      kept.set(text, { known: entry.known, bytes: entry.bytes + fields * bytesPerPlannedField });
    },
  };
}

function estimating(schema: GraphQLSchema, model: CostModel, document: DocumentNode): KnownDocument['estimateOf'] {
  const estimates = new Map<OperationDefinitionNode, Estimate>();
  const fragments = fragmentsOf(document);
  return (operation) => {
    let estimate = estimates.get(operation);
    if (!estimate) estimates.set(operation, (estimate = createEstimate({ schema, model, operation, fragments })));
    return estimate;
  };
}

/** Fragments of a document, by name. */
export const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
