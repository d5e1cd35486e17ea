/** Operations of currency.graphql, with their types and ids. Written by `npm run documents`. */

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

export type PreferredCurrencyQueryVariables = Exact<{ [key: string]: never; }>;


export type PreferredCurrencyQuery = { readonly viewer: (
    { readonly id: string, readonly profile: (
      { readonly currency: Currency }
      & { readonly __typename: 'Profile' }
    ) | null }
    & { readonly __typename: 'Viewer' }
  ) | null };

export type PreferCurrencyMutationVariables = Exact<{
  currency: Currency;
}>;


export type PreferCurrencyMutation = { readonly updateProfile: (
    { readonly viewer: (
      { readonly id: string, readonly profile: (
        { readonly revision: number, readonly currency: Currency }
        & { readonly __typename: 'Profile' }
      ) | null }
      & { readonly __typename: 'Viewer' }
    ) | null, readonly errors: ReadonlyArray<(
      { readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }
      & { readonly __typename: 'UserError' }
    )> }
    & { readonly __typename: 'UpdateProfilePayload' }
  ) | null };

export type RefusalFragment = (
  { readonly code: UserErrorCode, readonly field: ReadonlyArray<string> | null, readonly message: string }
  & { readonly __typename: 'UserError' }
);

export const PreferredCurrencyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreferredCurrency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}],"documentId":"sha256:3b7fb13cd22648e54eab6d5dc38aad64178e73d655eb3a47f60fe317641323c9"} as unknown as TypedDocumentNode<PreferredCurrencyQuery, PreferredCurrencyQueryVariables>;

export const PreferCurrencyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PreferCurrency"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"currency"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Currency"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateProfile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}],"documentId":"sha256:5feaa7c4d78034bc3559a13652cb99a8c3cd83a7d7f211de8261366cda69fed3"} as unknown as TypedDocumentNode<PreferCurrencyMutation, PreferCurrencyMutationVariables>;

