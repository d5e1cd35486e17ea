/** Operations of frame.graphql, with their types and ids. Written by `npm run documents`. */

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Role =
  | 'CUSTOMER'
  | 'SUPPORT';

export type FrameFragment = (
  { readonly viewer: (
    { readonly id: string, readonly role: Role }
    & { readonly __typename: 'Viewer' }
  ) | null }
  & { readonly __typename: 'Query' }
);

export type VisitQueryVariables = Exact<{ [key: string]: never; }>;


export type VisitQuery = (
  { readonly viewer: (
    { readonly id: string, readonly role: Role }
    & { readonly __typename: 'Viewer' }
  ) | null }
  & { readonly __typename: 'Query' }
);

export const VisitDocument = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Frame"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Query"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Visit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Frame"}}]}}],"documentId":"sha256:9a878b53dd31d7a3c4dd506d597babf6c37f7b78d57de4b709ae7d763eb79b22"} as unknown as TypedDocumentNode<VisitQuery, VisitQueryVariables>;

