/** Look-ahead: whether an operation asks for a member of a field's value. */

import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type GraphQLResolveInfo,
  type SelectionNode,
} from 'graphql';

/**
 * Asks whether the operation asks for `name` below this field, directly or in fragments, and not under a condition that is false. The field's
 * type must be an object type: conditions on types are not looked at.
 */
export const asksFor = (info: GraphQLResolveInfo, name: string): boolean =>
  info.fieldNodes.some((node) => isAmong(node.selectionSet?.selections, name, info));

/** Fragments cannot be cyclic in a valid document (GraphQL §5.5.2.2), so that this ends. */
const isAmong = (
  selections: readonly SelectionNode[] | undefined,
  name: string,
  info: Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>,
): boolean =>
  selections?.some((node) => {
    if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] === true) return false;
    if (getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] === false) return false;
    if (node.kind === Kind.FIELD) return node.name.value === name;
    const { selectionSet } = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value]!;
    return isAmong(selectionSet.selections, name, info);
  }) ?? false;
