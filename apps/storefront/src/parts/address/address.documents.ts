/** Operations of address.graphql, with their types and ids. Written by `npm run documents`. */

/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PostalAddressFragment = (
  { readonly id: string, readonly label: string, readonly recipient: string, readonly street: string, readonly postcode: string, readonly city: string, readonly country: string, readonly isDefault: boolean }
  & { readonly __typename: 'Address' }
);

