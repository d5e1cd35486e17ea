/**
 * Type check between a schema's resolvers and the Models behind its types.
 *
 * It works on GraphQL Code Generator's `Resolvers` and `ResolversParentTypes`.
 */

import type { GraphQLScalarType } from 'graphql';

/** Whether the default resolver can read a field of a Model: a value, or a method called with the field's arguments. */
type Served<Model, Field, Resolver> = Field extends keyof Model
  ? Resolver extends (source: never, args: infer Args, context: infer Context, info?: infer Info) => infer Result
    ? [Model[Field]] extends [never]
      ? false
      : Model[Field] extends Result | ((args: Args, context: Context, info: Info) => Result)
        ? true
        : false
    : false
  : false;

/** Fields of a type that need a resolver. */
type Unserved<Model, Fields> = {
  [Field in keyof Fields]: Served<Model, Field, Fields[Field]> extends true ? never : Field;
}[keyof Fields];

/** Members of a type that need resolvers: fields that the Model lacks, values of an enum; none of a scalar. */
type Needed<Type, Members, Models> = Members extends GraphQLScalarType
  ? never
  : Type extends keyof Models
    ? Unserved<Models[Type], Members>
    : keyof Members;

/**
 * Names that `Merged` lacks, as `Product.summary`; `never` when it is complete.
 *
 * They are fields that the Model lacks or has with another type, and values of enums that have a Model. Types of abstract values are not
 * checked: a value may say its own in `__typename`.
 */
export type Unresolved<Resolvers, Models, Merged> = {
  [Type in keyof Resolvers & string]: `${Type}.${string &
    Exclude<Needed<Type, Resolvers[Type], Models>, Typing | (Type extends keyof Merged ? keyof Merged[Type] : never)>}`;
}[keyof Resolvers & string];

/** Members of resolvers that tell types of values, and are no fields. */
type Typing = '__isTypeOf' | '__resolveType';

/** Resolvers of one feature: any of the schema's, in part. */
export type PartialResolvers<Resolvers> = {
  readonly [Type in keyof Resolvers]?: Partial<NonNullable<Resolvers[Type]>>;
};

type Merged<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** Resolvers of several parts together. */
export type MergedResolvers<Parts extends readonly { readonly resolvers: object }[]> = Merged<
  Parts[number]['resolvers']
>;
