/** Order of the first page: its sections, and what of them is in view at first. */

import { firstTiles, type Picture } from '../../parts/product-image/picture.ts';
import type { HomeQuery } from './home.documents.ts';

/** Pictures in view at first: those of the first section. */
export function firstPictures({ home }: HomeQuery): readonly (Picture | undefined)[] {
  const products =
    home?.layout[0] === 'RECOMMENDATIONS'
      ? (home.recommendations ?? []).flatMap(({ product }) => product ?? [])
      : (home?.featured ?? []);
  return products.slice(0, firstTiles).map(({ images }) => images[0]);
}
