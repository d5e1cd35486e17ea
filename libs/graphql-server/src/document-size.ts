/**
 * Size of a document, measured before validation, without a schema.
 *
 * Validation compares overlapping fields in pairs, so that its time grows faster than the document. A document that is too large must not
 * get that far.
 */

import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface SizeLimits {
  /** Levels of fields. */
  readonly maxDepth: number;
  /** Aliases, `__typename` included; fragments count wherever they are spread. */
  readonly maxAliases: number;
  /** Fields; fragments count wherever they are spread. */
  readonly maxFields: number;
  /** Pairs of fields with the same place in the answer, which validation compares. */
  readonly maxOverlaps: number;
}

/** Errors for exceeded limits, one for each operation; empty when there are none. */
export function excessOf(document: DocumentNode, limits: SizeLimits): readonly GraphQLError[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const cyclic = fragmentWithinItself(fragments);
  if (cyclic)
    return [new GraphQLError(`Cannot spread fragment "${cyclic.name.value}" within itself.`, { nodes: cyclic })];
  // All operations of a document are validated, so together they have a limit too.
  const visits = { left: limits.maxFields * operationsInOne };
  return operations.flatMap((operation) => {
    const excess = new Survey(fragments, limits, visits).excessOf(operation);
    return excess ? [new GraphQLError(excess, { nodes: operation })] : [];
  });
}

/** Operations of the largest size that fit into one document; of smaller ones, more fit. */
const operationsInOne = 4;

/** A fragment that spreads itself, directly or through others: it has no size. */
function fragmentWithinItself(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode | undefined {
  const done = new Set<FragmentDefinitionNode>();
  const open = new Set<FragmentDefinitionNode>();
  const search = ({ selections }: SelectionSetNode): FragmentDefinitionNode | undefined => {
    for (const selection of selections) {
      const next = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
      const found = next
        ? visit(next)
        : 'selectionSet' in selection && selection.selectionSet && search(selection.selectionSet);
      if (found) return found;
    }
    return undefined;
  };
  const visit = (fragment: FragmentDefinitionNode): FragmentDefinitionNode | undefined => {
    if (open.has(fragment)) return fragment;
    if (done.has(fragment)) return undefined;
    open.add(fragment);
    const found = search(fragment.selectionSet);
    open.delete(fragment);
    done.add(fragment);
    return found;
  };
  for (const fragment of fragments.values()) {
    const found = visit(fragment);
    if (found) return found;
  }
  return undefined;
}

const introspection: ReadonlySet<string> = new Set(['__schema', '__type']);

/** Fields of an operation by their place in the answer. */
type Overlapping = Map<string, FieldNode[]>;

class Survey {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #limits: SizeLimits;
  readonly #visits: { left: number };
  #fields = 0;
  #aliases = 0;
  #overlaps = 0;
  #excess: string | undefined;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>, limits: SizeLimits, visits: { left: number }) {
    this.#fragments = fragments;
    this.#limits = limits;
    this.#visits = visits;
  }

  /** Error of the first limit that is exceeded. Goes level by level, merged as execution merges them. */
  excessOf({ selectionSet }: OperationDefinitionNode): string | undefined {
    this.#level([selectionSet], 1);
    return this.#excess;
  }

  #level(sets: readonly SelectionSetNode[], depth: number): void {
    const here: Overlapping = new Map();
    for (const set of sets) this.#collect(set, here, depth);
    for (const fields of here.values()) {
      if (this.#excess) return;
      const below = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0) this.#level(below, depth + 1);
    }
  }

  #collect(set: SelectionSetNode, here: Overlapping, depth: number): void {
    for (const selection of set.selections) {
      if (this.#excess) return;
      if (selection.kind === Kind.FIELD) {
        this.#count(selection, here, depth);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.#visit();
        this.#collect(selection.selectionSet, here, depth);
      } else {
        this.#visit();
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment) this.#collect(fragment.selectionSet, here, depth);
      }
    }
  }

  #count(field: FieldNode, here: Overlapping, depth: number): void {
    this.#visit();
    // Introspection is deep by nature, and is switched on or off as a whole. It is recognized by the name of a root field, which no alias,
    // fragment or operation can borrow.
    if (depth === 1 && introspection.has(field.name.value)) return;
    const { maxDepth, maxAliases, maxFields, maxOverlaps } = this.#limits;
    if (depth > maxDepth) this.#refuse('levels of fields', maxDepth);
    if (field.alias && (this.#aliases += 1) > maxAliases) this.#refuse('aliases', maxAliases);
    if ((this.#fields += 1) > maxFields) this.#refuse('fields', maxFields);
    const place = (field.alias ?? field.name).value;
    const others = here.get(place);
    if (!others) {
      here.set(place, [field]);
      return;
    }
    this.#overlaps += others.length;
    if (this.#overlaps > maxOverlaps) this.#refuse('pairs of fields with the same place in the answer', maxOverlaps);
    others.push(field);
  }

  #visit(): void {
    this.#visits.left -= 1;
    if (this.#visits.left < 0) {
      this.#excess ??= `The operations of the document have more than ${this.#limits.maxFields * operationsInOne} fields.`;
    }
  }

  #refuse(what: string, max: number): void {
    this.#excess ??= `The operation has more than ${max} ${what}.`;
  }
}
