/** Operations of product-tile.graphql, with their types and ids. Written by `npm run documents`. */

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

export type AmountFragment = (
  { readonly amount: number, readonly currency: Currency }
  & { readonly __typename: 'Money' }
);

