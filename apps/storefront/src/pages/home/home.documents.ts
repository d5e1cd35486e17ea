/** Operations of home.graphql, with their types and ids. Written by `npm run documents`. */

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

export type HomeSection =
  | 'CATEGORIES'
  | 'FEATURED'
  | 'RECOMMENDATIONS';

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

export type HomeQueryVariables = Exact<{
  currency: Currency;
}>;


export type HomeQuery = (
  { readonly home: (
    { readonly layout: ReadonlyArray<HomeSection>, readonly featured: ReadonlyArray<(
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
    )>, readonly recommendations: ReadonlyArray<(
      { readonly reason: string, readonly product: (
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
      ) | null }
      & { readonly __typename: 'Recommendation' }
    )> | null, readonly categories: ReadonlyArray<(
      { readonly id: string, readonly name: string }
      & { readonly __typename: 'Category' }
    )> | null }
    & { readonly __typename: 'Home' }
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

export const HomeDocument = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Frame"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Query"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Home"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"currency"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Currency"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Frame"}},{"kind":"Field","name":{"kind":"Name","value":"home"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"layout"}},{"kind":"Field","name":{"kind":"Name","value":"featured"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tile"}}]}},{"kind":"Field","name":{"kind":"Name","value":"recommendations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tile"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Tile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"price"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"list"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"promotion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stock"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"available"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rating"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"average"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}}],"documentId":"sha256:eb1d567cc58076783d9f9240f953d123bb4fc945f48a3eb13cca7152bf7e9810"} as unknown as TypedDocumentNode<HomeQuery, HomeQueryVariables>;

