/** Pictures of a product: one of them large, and all of them to choose from. */

import { useState, type ReactElement } from 'react';
import { ProductImage } from '../../parts/product-image/product-image.tsx';
import type { ProductPageQuery } from './product.documents.ts';
import css from './product.module.css';

export interface PicturesProps {
  readonly images: NonNullable<ProductPageQuery['product']>['images'];
}

export function Pictures({ images }: PicturesProps): ReactElement {
  const [chosen, setChosen] = useState(0);
  return (
    <div className={css['pictures']}>
      <ProductImage image={images[chosen]} sizes="(max-width: 48rem) 100vw, 34rem" isFirst />
      {images.length > 1 && (
        <ul className={css['thumbnails']} aria-label="Pictures">
          {images.map((image, at) => (
            <li key={image.alt}>
              <button
                type="button"
                aria-label={`Show picture ${at + 1} of ${images.length}`}
                aria-pressed={at === chosen}
                onClick={() => setChosen(at)}
              >
                <ProductImage image={image} alt="" sizes="5rem" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
