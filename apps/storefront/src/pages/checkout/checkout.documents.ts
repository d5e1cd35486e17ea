/** Operations of checkout.graphql, with their types and ids. Written by `npm run documents`. */

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

export type OrderAction =
  | 'CANCEL'
  | 'PAY';

export type OrderStatus =
  | 'CANCELLED'
  | 'DELIVERED'
  | 'PAID'
  | 'PENDING'
  | 'SHIPPED';

export type Role =
  | 'CUSTOMER'
  | 'SUPPORT';

export type StockStatus =
  | 'IN_STOCK'
  | 'LOW'
  | 'OUT_OF_STOCK';

export type UserErrorCode =
  | 'ADDRESS_BOOK_FULL'
  | 'CART_EMPTY'
  | 'CART_FULL'
  | 'CHANGED_MEANWHILE'
  | 'ILLEGAL_TRANSITION'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'OUT_OF_STOCK'
  | 'PRICE_UNKNOWN'
  | 'WISH_LIST_FULL';

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

export type FrameFragment = (
  { readonly viewer: (
    { readonly id: string, readonly role: Role }
    & { readonly __typename: 'Viewer' }
  ) | null }
  & { readonly __typename: 'Query' }
);

export type CheckoutPageQueryVariables = Exact<{
  currency: Currency;
}>;


export type CheckoutPageQuery = (
  { readonly viewer: (
    { readonly id: string, readonly role: Role, readonly profile: (
      { readonly name: string, readonly email: string, readonly addresses: ReadonlyArray<(
        { readonly id: string, readonly label: string, readonly recipient: string, readonly street: string, readonly postcode: string, readonly city: string, readonly country: string, readonly isDefault: boolean }
        & { readonly __typename: 'Address' }
      )> }
      & { readonly __typename: 'Profile' }
    ) | null }
    & { readonly __typename: 'Viewer' }
  ) | null, readonly cart: (
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
  ) | null }
  & { readonly __typename: 'Query' }
);

export type PostalAddressFragment = (
  { readonly id: string, readonly label: string, readonly recipient: string, readonly street: string, readonly postcode: string, readonly city: string, readonly country: string, readonly isDefault: boolean }
  & { readonly __typename: 'Address' }
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

export type PlaceOrderMutationVariables = Exact<{
  key: string;
  currency: Currency;
}>;


export type PlaceOrderMutation = { readonly placeOrder: (
    { readonly order: (
      { readonly placedAt: string, readonly id: string, readonly status: OrderStatus, readonly updatedAt: string, readonly actions: ReadonlyArray<OrderAction>, readonly payBy: string | null, readonly total: (
        { readonly amount: number, readonly currency: Currency }
        & { readonly __typename: 'Money' }
      ), readonly lines: ReadonlyArray<(
        { readonly productId: string, readonly quantity: number, readonly unit: (
          { readonly amount: number, readonly currency: Currency }
          & { readonly __typename: 'Money' }
        ), readonly total: (
          { readonly amount: number, readonly currency: Currency }
          & { readonly __typename: 'Money' }
        ), readonly product: (
          { readonly id: string, readonly name: string, readonly images: ReadonlyArray<(
            { readonly alt: string, readonly variants: ReadonlyArray<(
              { readonly width: number, readonly url: string }
              & { readonly __typename: 'ImageVariant' }
            )> }
            & { readonly __typename: 'Image' }
          )> }
          & { readonly __typename: 'Product' }
        ) | null }
        & { readonly __typename: 'OrderLine' }
      )>, readonly timeline: ReadonlyArray<(
        { readonly status: OrderStatus, readonly reachedAt: string | null, readonly expectedAt: string | null }
        & { readonly __typename: 'OrderStep' }
      )> }
      & { readonly __typename: 'Order' }
    ) | null, readonly cart: (
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
    ) | null, readonly errors: ReadonlyArray<(
      { readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }
      & { readonly __typename: 'UserError' }
    )> }
    & { readonly __typename: 'PlaceOrderPayload' }
  ) | null };

export type WholeOrderFragment = (
  { readonly placedAt: string, readonly id: string, readonly status: OrderStatus, readonly updatedAt: string, readonly actions: ReadonlyArray<OrderAction>, readonly payBy: string | null, readonly total: (
    { readonly amount: number, readonly currency: Currency }
    & { readonly __typename: 'Money' }
  ), readonly lines: ReadonlyArray<(
    { readonly productId: string, readonly quantity: number, readonly unit: (
      { readonly amount: number, readonly currency: Currency }
      & { readonly __typename: 'Money' }
    ), readonly total: (
      { readonly amount: number, readonly currency: Currency }
      & { readonly __typename: 'Money' }
    ), readonly product: (
      { readonly id: string, readonly name: string, readonly images: ReadonlyArray<(
        { readonly alt: string, readonly variants: ReadonlyArray<(
          { readonly width: number, readonly url: string }
          & { readonly __typename: 'ImageVariant' }
        )> }
        & { readonly __typename: 'Image' }
      )> }
      & { readonly __typename: 'Product' }
    ) | null }
    & { readonly __typename: 'OrderLine' }
  )>, readonly timeline: ReadonlyArray<(
    { readonly status: OrderStatus, readonly reachedAt: string | null, readonly expectedAt: string | null }
    & { readonly __typename: 'OrderStep' }
  )> }
  & { readonly __typename: 'Order' }
);

export type OrderStateFragment = (
  { readonly id: string, readonly status: OrderStatus, readonly updatedAt: string, readonly actions: ReadonlyArray<OrderAction>, readonly payBy: string | null, readonly timeline: ReadonlyArray<(
    { readonly status: OrderStatus, readonly reachedAt: string | null, readonly expectedAt: string | null }
    & { readonly __typename: 'OrderStep' }
  )> }
  & { readonly __typename: 'Order' }
);

export type RefusalFragment = (
  { readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }
  & { readonly __typename: 'UserError' }
);

export const CheckoutPageDocument = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartLines"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"productId"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartProduct"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartProduct"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineProduct"}},{"kind":"Field","name":{"kind":"Name","value":"stock"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"available"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Frame"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Query"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CheckoutPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"currency"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Currency"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Frame"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"addresses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"PostalAddress"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartLines"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PostalAddress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"recipient"}},{"kind":"Field","name":{"kind":"Name","value":"street"}},{"kind":"Field","name":{"kind":"Name","value":"postcode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineProduct"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}],"documentId":"sha256:6f5f244700d424104d044bdc54e32f5280b35adb04a2c3f21ba445bd3006efb2"} as unknown as TypedDocumentNode<CheckoutPageQuery, CheckoutPageQueryVariables>;

export const PlaceOrderDocument = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartLines"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"productId"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartProduct"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartProduct"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineProduct"}},{"kind":"Field","name":{"kind":"Name","value":"stock"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"available"}}]}}]}},{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlaceOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"currency"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Currency"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placeOrder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WholeOrder"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartLines"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WholeOrder"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderState"}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"productId"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineProduct"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"actions"}},{"kind":"Field","name":{"kind":"Name","value":"payBy"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reachedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expectedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineProduct"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}],"documentId":"sha256:5b5df296d737952a803f0badd0dd2726566b5a7531b4046cecc60fd139d69a2e"} as unknown as TypedDocumentNode<PlaceOrderMutation, PlaceOrderMutationVariables>;

