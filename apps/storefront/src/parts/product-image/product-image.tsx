/** Picture of a product, in the size that its place needs. */

import type { ReactElement } from 'react';
import css from './product-image.module.css';

export interface ProductImageProps {
  /** Picture; undefined when there is none. */
  readonly image:
    | { readonly alt: string; readonly variants: readonly { readonly width: number; readonly url: string }[] }
    | undefined;
  /** Width of its place, as `sizes` of an `<img>` has it. */
  readonly sizes: string;
  /** True for the pictures that a visit begins with; all others are loaded when they come into view. Default false. */
  readonly isFirst?: boolean;
  /** Alternative text. Default the picture's own; empty where the name stands beside it. */
  readonly alt?: string;
}

export function ProductImage({ image, sizes, isFirst = false, alt }: ProductImageProps): ReactElement {
  if (!image) return <div className={css['image']} />;
  return (
    <img
      className={css['image']}
      alt={alt ?? image.alt}
      src={image.variants[0]?.url}
      srcSet={image.variants.map(({ url, width }) => `${url} ${width}w`).join(', ')}
      sizes={sizes}
      width={400}
      height={400}
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : 'auto'}
      decoding="async"
    />
  );
}
