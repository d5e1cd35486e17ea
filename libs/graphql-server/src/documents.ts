/** Documents that were found valid, and what was worked out for them: kept for the next request that brings the same text. */

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
  /** Of one of its operations; made when it is first asked for. */
  estimateOf(operation: OperationDefinitionNode): Estimate;
}

/** One bound, in bytes, for all documents and all their plans together; what was not asked for longest goes first. */
export interface Documents {
  /** By the text of the request. */
  find(text: string): KnownDocument | undefined;
  /** Keeps a document that is valid. */
  keep(text: string, document: DocumentNode): KnownDocument;
  /** More was worked out for a document: so many fields of a plan. One that has been dropped meanwhile is none of ours. */
  grew(document: DocumentNode, fields: number): void;
}

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  readonly costs: CostModel;
  readonly maxBytes: number;
}

/**
 * As measured on the heap of Node 26, of product lists: a token with its part of the syntax tree takes 328 bytes, a field of a plan
 * with all that belongs to it 600 to 820.
 */
const bytesPerToken = 330;
const bytesPerPlannedField = 800;

interface Kept {
  readonly known: KnownDocument;
  readonly bytes: number;
}

export function createDocuments({ schema, costs, maxBytes }: DocumentsOptions): Documents {
  const kept = new LRUCache<string, Kept>({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
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
      // A new entry: of one and the same the cache would not look at the size again. Alone too large, it is dropped.
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

const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
