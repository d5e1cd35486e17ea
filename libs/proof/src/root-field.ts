/** Smallest operation for one root field. Required arguments have any value of their type; fields are as few as possible. */

import {
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';

/** Writes the operation; `name` is `Query.order`. */
export function smallestOperation(schema: GraphQLSchema, name: string): string {
  const [root = '', fieldName = ''] = name.split('.');
  const kind = root.toLowerCase() as OperationTypeNode;
  const field = schema.getRootType(kind)!.getFields()[fieldName]!;
  const given = field.args.filter(isRequiredArgument).map((argument) => `${argument.name}: ${anyOf(argument.type)}`);
  const selection = isLeafType(getNullableType(field.type)) ? '' : ' { __typename }';
  return `${kind} { ${fieldName}${given.length > 0 ? `(${given.join(', ')})` : ''}${selection} }`;
}

function anyOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return anyOf(type.ofType);
  if (isListType(type)) return `[${anyOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isScalarType(type)) return ['Int', 'Float'].includes(type.name) ? '1' : type.name === 'Boolean' ? 'true' : '"x"';
  if (!isInputObjectType(type)) throw new Error(`no value of ${String(type)}`);
  const fields = Object.values(type.getFields()).filter(isRequiredInputField);
  return `{ ${fields.map((each) => `${each.name}: ${anyOf(each.type)}`).join(', ')} }`;
}
