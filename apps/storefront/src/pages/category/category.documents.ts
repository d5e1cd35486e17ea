/** Operations of category.graphql, with their types and ids. Written by `npm run documents`. */

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Currency =
  | 'CHF'
  | 'EUR'
  | 'GBP'
  | 'JPY'
  | 'PLN'
  | 'SEK'
  | 'USD';

export type Role =
  | 'CUSTOMER'
  | 'SUPPORT';

export type StockStatus =
  | 'IN_STOCK'
  | 'LOW'
  | 'OUT_OF_STOCK';

export type FrameFragment = (
  { readonly viewer: (
    { readonly id: string, readonly role: Role }
    & { readonly __typename: 'Viewer' }
  ) | null }
  & { readonly __typename: 'Query' }
);

export type CategoryPageQueryVariables = Exact<{
  id: string;
  currency: Currency;
  after?: string | null | undefined;
}>;


export type CategoryPageQuery = (
  { readonly category: (
    { readonly id: string, readonly name: string, readonly description: string, readonly path: ReadonlyArray<(
      { readonly id: string, readonly name: string }
      & { readonly __typename: 'Category' }
    )>, readonly children: ReadonlyArray<(
      { readonly id: string, readonly name: string, readonly productCount: number }
      & { readonly __typename: 'Category' }
    )>, readonly products: (
      { readonly totalCount: number, readonly pageInfo: (
        { readonly hasNextPage: boolean, readonly endCursor: string | null }
        & { readonly __typename: 'PageInfo' }
      ), readonly edges: ReadonlyArray<(
        { readonly cursor: string, readonly node: (
          { readonly id: string, readonly name: string, readonly brand: string, readonly images: ReadonlyArray<(
            { readonly alt: string, readonly variants: ReadonlyArray<(
              { readonly width: number, readonly url: string }
              & { readonly __typename: 'ImageVariant' }
            )> }
            & { readonly __typename: 'Image' }
          )>, readonly price: (
            { readonly list: (
              { readonly amount: number, readonly currency: Currency }
              & { readonly __typename: 'Money' }
            ), readonly net: (
              { readonly amount: number, readonly currency: Currency }
              & { readonly __typename: 'Money' }
            ), readonly promotion: (
              { readonly label: string }
              & { readonly __typename: 'Promotion' }
            ) | null }
            & { readonly __typename: 'Price' }
          ) | null, readonly stock: (
            { readonly status: StockStatus, readonly available: number }
            & { readonly __typename: 'Stock' }
          ) | null, readonly rating: (
            { readonly average: number, readonly count: number }
            & { readonly __typename: 'Rating' }
          ) | null }
          & { readonly __typename: 'Product' }
        ) }
        & { readonly __typename: 'ProductEdge' }
      )> }
      & { readonly __typename: 'ProductConnection' }
    ) | null }
    & { readonly __typename: 'Category' }
  ) | null, readonly viewer: (
    { readonly id: string, readonly role: Role }
    & { readonly __typename: 'Viewer' }
  ) | null }
  & { readonly __typename: 'Query' }
);

export type AmountFragment = (
  { readonly amount: number, readonly currency: Currency }
  & { readonly __typename: 'Money' }
);

export type TileFragment = (
  { readonly id: string, readonly name: string, readonly brand: string, readonly images: ReadonlyArray<(
    { readonly alt: string, readonly variants: ReadonlyArray<(
      { readonly width: number, readonly url: string }
      & { readonly __typename: 'ImageVariant' }
    )> }
    & { readonly __typename: 'Image' }
  )>, readonly price: (
    { readonly list: (
      { readonly amount: number, readonly currency: Currency }
      & { readonly __typename: 'Money' }
    ), readonly net: (
      { readonly amount: number, readonly currency: Currency }
      & { readonly __typename: 'Money' }
    ), readonly promotion: (
      { readonly label: string }
      & { readonly __typename: 'Promotion' }
    ) | null }
    & { readonly __typename: 'Price' }
  ) | null, readonly stock: (
    { readonly status: StockStatus, readonly available: number }
    & { readonly __typename: 'Stock' }
  ) | null, readonly rating: (
    { readonly average: number, readonly count: number }
    & { readonly __typename: 'Rating' }
  ) | null }
  & { readonly __typename: 'Product' }
);

export const CategoryPageDocument = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Frame"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Query"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CategoryPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"currency"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Currency"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Frame"}},{"kind":"Field","name":{"kind":"Name","value":"category"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"path"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"children"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"productCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tile"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Tile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"price"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"list"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"promotion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stock"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"available"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rating"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"average"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}}],"documentId":"sha256:eb6624b917643122273bcc1b82dc3650d13bd5316bdc44deaeda53675d6b5fa2"} as unknown as TypedDocumentNode<CategoryPageQuery, CategoryPageQueryVariables>;

