/** Pictures of a product: one of them large, and all of them to choose from. */

import { useState, type ReactElement } from 'react';
import { ProductImage } from '../../parts/product-image/product-image.tsx';
import type { Product } from './product.view.ts';
import css from './product.module.css';

export interface PicturesProps {
  readonly images: Product['images'];
}

export function Pictures({ images }: PicturesProps): ReactElement {
  const [chosen, setChosen] = useState(0);
  return (
    <div className={css['pictures']}>
      <ProductImage image={images[chosen]} place="product" isFirst />
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
                <ProductImage image={image} alt="" place="thumbnail" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
