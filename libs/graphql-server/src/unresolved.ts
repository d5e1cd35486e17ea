/** The type check between a schema's resolvers and the Models behind its types (GraphQL Code Generator's `Resolvers` and `ResolversParentTypes`). */

import type { GraphQLScalarType } from 'graphql';

/** The members of a Model which the default resolver reads: a value, or a method called with the field's arguments. */
type Served<Model, Field, Resolver> = Field extends keyof Model
  ? Resolver extends (source: never, args: infer Args, context: infer Context, info?: infer Info) => infer Result
    ? [Model[Field]] extends [never]
      ? false
      : Model[Field] extends Result | ((args: Args, context: Context, info: Info) => Result)
        ? true
        : false
    : false
  : false;

/** Fields of a type that nothing but a resolver can give. */
type Unserved<Model, Fields> = {
  [Field in keyof Fields]: Served<Model, Field, Fields[Field]> extends true ? never : Field;
}[keyof Fields];

/** Names of a type's members that resolvers must have: fields which the Model does not serve, values of an enum; none of a scalar. */
type Needed<Type, Members, Models> = Members extends GraphQLScalarType
  ? never
  : Type extends keyof Models
    ? Unserved<Models[Type], Members>
    : keyof Members;

/**
 * Names of what `Merged` lacks, as `Product.summary`: fields whose Model has no such member, or one of another type, and values of enums
 * that have a Model. `never` when nothing is missing.
 */
export type Unresolved<Resolvers, Models, Merged> = {
  [Type in keyof Resolvers & string]: `${Type}.${string &
    Exclude<Needed<Type, Resolvers[Type], Models>, Type extends keyof Merged ? keyof Merged[Type] : never>}`;
}[keyof Resolvers & string];

/** The resolvers of one feature: any of the schema's, in part. */
export type PartialResolvers<Resolvers> = {
  readonly [Type in keyof Resolvers]?: Partial<NonNullable<Resolvers[Type]>>;
};

type Merged<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What several parts resolve together. */
export type MergedResolvers<Parts extends readonly { readonly resolvers: object }[]> = Merged<
  Parts[number]['resolvers']
>;
