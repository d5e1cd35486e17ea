/** Pictures as the catalog has them, and how the browser chooses among their sizes. */

/** Picture of a product in several widths. */
export interface Picture {
  readonly alt: string;
  readonly variants: readonly { readonly width: number; readonly url: string }[];
}

/** Widths of the places of pictures, as `sizes` of an `<img>` has them. */
export const places = {
  tile: '(max-width: 40rem) 50vw, 17rem',
  product: '(max-width: 48rem) 100vw, 34rem',
  thumbnail: '5rem',
} as const;

export type Place = keyof typeof places;

/** Tiles that are in view when a visit begins: two rows of most windows. */
export const firstTiles = 6;

/** Attributes that let the browser choose. */
export const sourceOf = (picture: Picture, place: Place) => ({
  sizes: places[place],
  srcset: picture.variants.map(({ url, width }) => `${url} ${width}w`).join(', '),
});
