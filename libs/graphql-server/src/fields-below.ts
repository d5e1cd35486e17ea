/** Fields that an operation selects below another: what a resolver may fetch beside its own value, and not after it. */

import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  getNamedType,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'returnType' | 'variableValues'>;

/**
 * Arguments of each selection of the field `name` directly below a field of an object type, those left out by `@skip` or `@include` aside.
 * Empty where there is none, and where the arguments are wrong, which the field itself then tells.
 */
export function fieldsBelow(info: Info, name: string): readonly Readonly<Record<string, unknown>>[] {
  const { fieldNodes, fragments, returnType, variableValues } = info;
  const type = getNamedType(returnType);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (!field) return [];
  const isIncluded = (node: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false;
  // Each fragment once, as execution does: a few that spread each other twice would be a million.
  const seen = new Set<string>();
  const spread = (fragment: string): Readonly<Record<string, unknown>>[] => {
    if (seen.has(fragment)) return [];
    seen.add(fragment);
    return within(fragments[fragment]!.selectionSet);
  };
  // Types of conditions are not compared: the value has an object type, of which every valid condition is true.
  const within = ({ selections }: SelectionSetNode): Readonly<Record<string, unknown>>[] =>
    selections.filter(isIncluded).flatMap((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) return within(node.selectionSet);
      if (node.kind === Kind.FRAGMENT_SPREAD) return spread(node.name.value);
      return node.name.value === name ? [getArgumentValues(field, node, variableValues)] : [];
    });
  try {
    return fieldNodes.flatMap(({ selectionSet }) => (selectionSet ? within(selectionSet) : []));
  } catch {
    return [];
  }
}
