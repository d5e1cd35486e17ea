/** Picture of a product, in the size that its place needs. */

import type { ReactElement } from 'react';
import { sourceOf, type Picture, type Place } from './picture.ts';
import css from './product-image.module.css';

export interface ProductImageProps {
  /** Picture; undefined when there is none. */
  readonly image: Picture | undefined;
  readonly place: Place;
  /** True for the pictures that a visit begins with; all others are loaded when they come into view. Default false. */
  readonly isFirst?: boolean;
  /** Alternative text. Default the picture's own; empty where the name stands beside it. */
  readonly alt?: string;
}

export function ProductImage({ image, place, isFirst = false, alt }: ProductImageProps): ReactElement {
  if (!image) return <div className={css['image']} />;
  const { sizes, srcset } = sourceOf(image, place);
  return (
    <img
      className={css['image']}
      alt={alt ?? image.alt}
      // Before the addresses: `lazy` and `sizes` decide which of them is loaded.
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : 'auto'}
      sizes={sizes}
      srcSet={srcset}
      src={image.variants[0]?.url}
      width={400}
      height={400}
      decoding="async"
    />
  );
}
