/** Operations of cart.graphql, with their types and ids. Written by `npm run documents`. */

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

export type StockStatus =
  | 'IN_STOCK'
  | 'LOW'
  | 'OUT_OF_STOCK';

export type CartQueryVariables = Exact<{
  currency: Currency;
}>;


export type CartQuery = { readonly cart: (
    { readonly id: string, readonly updatedAt: string, readonly items: ReadonlyArray<(
      { readonly productId: string, readonly quantity: number, readonly addedAt: string, readonly product: (
        { readonly id: string, readonly name: string, readonly stock: (
          { readonly status: StockStatus, readonly available: number }
          & { readonly __typename: 'Stock' }
        ) | null, readonly images: ReadonlyArray<(
          { readonly alt: string, readonly variants: ReadonlyArray<(
            { readonly width: number, readonly url: string }
            & { readonly __typename: 'ImageVariant' }
          )> }
          & { readonly __typename: 'Image' }
        )> }
        & { readonly __typename: 'Product' }
      ) | null, readonly unit: (
        { readonly amount: number, readonly currency: Currency }
        & { readonly __typename: 'Money' }
      ) | null, readonly total: (
        { readonly amount: number, readonly currency: Currency }
        & { readonly __typename: 'Money' }
      ) | null }
      & { readonly __typename: 'CartItem' }
    )>, readonly total: (
      { readonly amount: number, readonly currency: Currency }
      & { readonly __typename: 'Money' }
    ) | null }
    & { readonly __typename: 'Cart' }
  ) | null };

export type CartLinesFragment = (
  { readonly id: string, readonly updatedAt: string, readonly items: ReadonlyArray<(
    { readonly productId: string, readonly quantity: number, readonly addedAt: string, readonly product: (
      { readonly id: string, readonly name: string, readonly stock: (
        { readonly status: StockStatus, readonly available: number }
        & { readonly __typename: 'Stock' }
      ) | null, readonly images: ReadonlyArray<(
        { readonly alt: string, readonly variants: ReadonlyArray<(
          { readonly width: number, readonly url: string }
          & { readonly __typename: 'ImageVariant' }
        )> }
        & { readonly __typename: 'Image' }
      )> }
      & { readonly __typename: 'Product' }
    ) | null, readonly unit: (
      { readonly amount: number, readonly currency: Currency }
      & { readonly __typename: 'Money' }
    ) | null, readonly total: (
      { readonly amount: number, readonly currency: Currency }
      & { readonly __typename: 'Money' }
    ) | null }
    & { readonly __typename: 'CartItem' }
  )>, readonly total: (
    { readonly amount: number, readonly currency: Currency }
    & { readonly __typename: 'Money' }
  ) | null }
  & { readonly __typename: 'Cart' }
);

export type CartProductFragment = (
  { readonly id: string, readonly name: string, readonly stock: (
    { readonly status: StockStatus, readonly available: number }
    & { readonly __typename: 'Stock' }
  ) | null, readonly images: ReadonlyArray<(
    { readonly alt: string, readonly variants: ReadonlyArray<(
      { readonly width: number, readonly url: string }
      & { readonly __typename: 'ImageVariant' }
    )> }
    & { readonly __typename: 'Image' }
  )> }
  & { readonly __typename: 'Product' }
);

export type LineProductFragment = (
  { readonly id: string, readonly name: string, readonly images: ReadonlyArray<(
    { readonly alt: string, readonly variants: ReadonlyArray<(
      { readonly width: number, readonly url: string }
      & { readonly __typename: 'ImageVariant' }
    )> }
    & { readonly __typename: 'Image' }
  )> }
  & { readonly __typename: 'Product' }
);

export type AmountFragment = (
  { readonly amount: number, readonly currency: Currency }
  & { readonly __typename: 'Money' }
);

export const CartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Cart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"currency"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Currency"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartLines"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartLines"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"productId"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartProduct"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartProduct"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineProduct"}},{"kind":"Field","name":{"kind":"Name","value":"stock"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"available"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineProduct"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}],"documentId":"sha256:323f12d4fbc287ac3d8dd782dce304440db6c458ec724fed8218842acbf102ab"} as unknown as TypedDocumentNode<CartQuery, CartQueryVariables>;

