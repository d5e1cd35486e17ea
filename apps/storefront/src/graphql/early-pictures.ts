/** Early pictures: those that a visit begins with are on their way before there is an element for them. */

import { sourceOf, type Picture, type Place } from '../parts/product-image/picture.ts';

/** Pictures in view at first, and their place. */
export interface FirstPictures {
  readonly place: Place;
  readonly pictures: readonly (Picture | undefined)[];
}

/** Begins to load pictures that an answer names. An answer that is none, or has none, is for the page to judge. */
export async function loadEarly(answer: Promise<Response>, picturesOf: (data: never) => FirstPictures): Promise<void> {
  try {
    const { data } = (await (await answer).clone().json()) as { readonly data: never };
    const { place, pictures } = picturesOf(data);
    for (const picture of pictures) {
      // The order matters: which of them is loaded is decided by the place, and how soon by the priority.
      if (picture) Object.assign(new Image(), { fetchPriority: 'high', ...sourceOf(picture, place) });
    }
  } catch {
    // The page asks the same, and says what is wrong.
  }
}
