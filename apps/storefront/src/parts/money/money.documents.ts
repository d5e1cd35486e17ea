/** Operations of money.graphql, with their types and ids. Written by `npm run documents`. */

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

export type AmountFragment = (
  { readonly amount: number, readonly currency: Currency }
  & { readonly __typename: 'Money' }
);

