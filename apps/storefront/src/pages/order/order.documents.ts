/** Operations of order.graphql, with their types and ids. Written by `npm run documents`. */

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

export type FrameFragment = (
  { readonly viewer: (
    { readonly id: string, readonly role: Role }
    & { readonly __typename: 'Viewer' }
  ) | null }
  & { readonly __typename: 'Query' }
);

export type OrderQueryVariables = Exact<{
  id: string;
}>;


export type OrderQuery = (
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
  ) | null, readonly viewer: (
    { readonly id: string, readonly role: Role }
    & { readonly __typename: 'Viewer' }
  ) | null }
  & { readonly __typename: 'Query' }
);

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

export type OrderChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type OrderChangedSubscription = { readonly orderChanged: (
    { readonly id: string, readonly status: OrderStatus, readonly updatedAt: string, readonly actions: ReadonlyArray<OrderAction>, readonly payBy: string | null, readonly timeline: ReadonlyArray<(
      { readonly status: OrderStatus, readonly reachedAt: string | null, readonly expectedAt: string | null }
      & { readonly __typename: 'OrderStep' }
    )> }
    & { readonly __typename: 'Order' }
  ) | null };

export type PayOrderMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type PayOrderMutation = { readonly payOrder: (
    { readonly order: (
      { readonly id: string, readonly status: OrderStatus, readonly updatedAt: string, readonly actions: ReadonlyArray<OrderAction>, readonly payBy: string | null, readonly timeline: ReadonlyArray<(
        { readonly status: OrderStatus, readonly reachedAt: string | null, readonly expectedAt: string | null }
        & { readonly __typename: 'OrderStep' }
      )> }
      & { readonly __typename: 'Order' }
    ), readonly errors: ReadonlyArray<(
      { readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }
      & { readonly __typename: 'UserError' }
    )> }
    & { readonly __typename: 'PayOrderPayload' }
  ) | null };

export type RefusalFragment = (
  { readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }
  & { readonly __typename: 'UserError' }
);

export type CancelOrderMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type CancelOrderMutation = { readonly cancelOrder: (
    { readonly order: (
      { readonly id: string, readonly status: OrderStatus, readonly updatedAt: string, readonly actions: ReadonlyArray<OrderAction>, readonly payBy: string | null, readonly timeline: ReadonlyArray<(
        { readonly status: OrderStatus, readonly reachedAt: string | null, readonly expectedAt: string | null }
        & { readonly __typename: 'OrderStep' }
      )> }
      & { readonly __typename: 'Order' }
    ), readonly errors: ReadonlyArray<(
      { readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }
      & { readonly __typename: 'UserError' }
    )> }
    & { readonly __typename: 'CancelOrderPayload' }
  ) | null };

export const OrderDocument = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Frame"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Query"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Order"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Frame"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WholeOrder"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WholeOrder"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderState"}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"productId"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineProduct"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"actions"}},{"kind":"Field","name":{"kind":"Name","value":"payBy"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reachedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expectedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineProduct"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Product"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"alt"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}],"documentId":"sha256:852e4be32a9621f64863308e1a012e61dc7144731cec78d4dc83200d8ff2ecec"} as unknown as TypedDocumentNode<OrderQuery, OrderQueryVariables>;

export const OrderChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OrderChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orderChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderState"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"actions"}},{"kind":"Field","name":{"kind":"Name","value":"payBy"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reachedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expectedAt"}}]}}]}}],"documentId":"sha256:b7723e85f810434281172f7196be913582a6c8d2e4bddd742a78d5df50967923"} as unknown as TypedDocumentNode<OrderChangedSubscription, OrderChangedSubscriptionVariables>;

export const PayOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PayOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payOrder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"orderId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"actions"}},{"kind":"Field","name":{"kind":"Name","value":"payBy"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reachedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expectedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}],"documentId":"sha256:9c69975c4ba44dd19fa525eff133cec874a83b68715a0e23f493c7270407cb17"} as unknown as TypedDocumentNode<PayOrderMutation, PayOrderMutationVariables>;

export const CancelOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelOrder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"orderId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OrderState"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OrderState"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Order"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"actions"}},{"kind":"Field","name":{"kind":"Name","value":"payBy"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reachedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expectedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}],"documentId":"sha256:d278a4a40cf6eef02139520a9308c1768422eefcad2bdb23a29b7eba8ea4f069"} as unknown as TypedDocumentNode<CancelOrderMutation, CancelOrderMutationVariables>;

