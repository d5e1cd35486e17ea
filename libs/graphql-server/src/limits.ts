/** Limits on what one operation may ask for, checked before any of it runs. */

import {
  GraphQLError,
  Kind,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

export interface Limits {
  /** Lexical tokens of a document; the parser stops there. */
  readonly maxTokens: number;
  /** Fields within fields. */
  readonly maxDepth: number;
  /** Aliases, `__typename` included, fragments counted wherever they are spread. */
  readonly maxAliases: number;
  /** Fields, fragments counted wherever they are spread: what execution would visit, list items aside. */
  readonly maxFields: number;
  /** Validation errors that one answer lists; validation stops there. */
  readonly maxErrors: number;
  /** Bytes of a request body. */
  readonly maxBodyBytes: number;
}

export const defaultLimits: Limits = {
  maxTokens: 2_000,
  maxDepth: 15,
  maxAliases: 30,
  maxFields: 500,
  maxErrors: 5,
  maxBodyBytes: 100_000,
};

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
}

const nothing: Size = { depth: 0, aliases: 0, fields: 0 };

/** By operation: documents are kept once they are valid, and valid documents are not measured again. */
const sizes = new WeakMap<OperationDefinitionNode, Size>();

/** What an operation is charged: its fields, as `maxFields` counts them, and never nothing. Known once it has been validated. */
export const costOf = (operation: OperationDefinitionNode): number => Math.max(1, sizes.get(operation)?.fields ?? 0);

/** The validation rule for depth, aliases and fields. */
export const sizeRule =
  ({ maxDepth, maxAliases, maxFields }: Limits): ValidationRule =>
  (context) => ({
    OperationDefinition(operation) {
      const size = new Ruler(context).measureRoot(operation.selectionSet);
      sizes.set(operation, size);
      const { depth, aliases, fields } = size;
      const refuse = (what: string, max: number): void =>
        context.reportError(new GraphQLError(`The operation has more than ${max} ${what}.`, { nodes: operation }));
      if (depth > maxDepth) refuse('levels of fields', maxDepth);
      if (aliases > maxAliases) refuse('aliases', maxAliases);
      if (fields > maxFields) refuse('fields', maxFields);
    },
  });

const introspection = new Set(['__schema', '__type']);

/** Measures selections. A fragment is measured once, however often it is spread: its own size is what could explode. */
class Ruler {
  readonly #context: ValidationContext;
  readonly #fragments = new Map<string, Size>();

  constructor(context: ValidationContext) {
    this.#context = context;
  }

  /**
   * Introspection is deep by nature and is switched on or off as a whole. It is told by the name of a field at the root, which
   * no alias, fragment or operation can borrow.
   */
  measureRoot({ selections }: SelectionSetNode): Size {
    return this.#sum(selections.filter((one) => one.kind !== Kind.FIELD || !introspection.has(one.name.value)));
  }

  #sum(selections: readonly SelectionNode[]): Size {
    return selections
      .map((selection) => this.#measure(selection))
      .reduce(
        (sum, size) => ({
          depth: Math.max(sum.depth, size.depth),
          aliases: sum.aliases + size.aliases,
          fields: sum.fields + size.fields,
        }),
        nothing,
      );
  }

  #measure(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(this.#context.getFragment(selection.name.value));
    const below = this.#sum(selection.selectionSet?.selections ?? []);
    if (selection.kind === Kind.INLINE_FRAGMENT) return below;
    return {
      depth: below.depth + 1,
      aliases: below.aliases + (selection.alias ? 1 : 0),
      fields: below.fields + 1,
    };
  }

  #fragment(fragment: FragmentDefinitionNode | null | undefined): Size {
    if (!fragment) return nothing;
    const name = fragment.name.value;
    const known = this.#fragments.get(name);
    if (known) return known;
    // A cycle ends here; another rule reports it.
    this.#fragments.set(name, nothing);
    const size = this.#sum(fragment.selectionSet.selections);
    this.#fragments.set(name, size);
    return size;
  }
}
