/** Product in a grid: a picture, and all that decides whether to look at it. */

import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { AddOneToCart } from '../add-to-cart/add-one-to-cart.tsx';
import { Price } from '../price/price.tsx';
import { ProductImage } from '../product-image/product-image.tsx';
import { Rating } from '../rating/rating.tsx';
import { Heart } from '../../wishes/heart.tsx';
import { StockBadge } from '../stock-badge/stock-badge.tsx';
import type { TileFragment } from './product-tile.documents.ts';
import css from './product-tile.module.css';

export interface ProductTileProps {
  readonly product: TileFragment;
  /** Sentence above the name: why it is recommended. */
  readonly reason?: string;
  /** True for tiles that are in view when a visit begins. Default false. */
  readonly isFirst?: boolean;
  /** True when prices are older than they should be. Default false. */
  readonly isPriceStale?: boolean;
  /** Level of its heading: 2 in a grid right below the title of the page. Default 3. */
  readonly headingLevel?: 2 | 3;
}

export const ProductTile = ({
  product,
  reason,
  isFirst = false,
  isPriceStale = false,
  headingLevel = 3,
}: ProductTileProps): ReactElement => {
  const Heading = `h${headingLevel}` as const;
  return (
    <article className={css['tile']}>
      <ProductImage image={product.images[0]} alt="" place="tile" isFirst={isFirst} />
      {reason !== undefined && <p className={css['reason']}>{reason}</p>}
      <Heading className={css['name']}>
        <Link to={`/products/${product.id}`} className={css['link']}>
          {product.name}
        </Link>
      </Heading>
      <p className={css['brand']}>{product.brand}</p>
      <Rating rating={product.rating} />
      <Price price={product.price} isStale={isPriceStale} />
      <p className={css['stock']}>
        <StockBadge stock={product.stock} />
      </p>
      <AddOneToCart product={product} />
      <div className={css['heart']}>
        <Heart product={product} />
      </div>
    </article>
  );
};

/** Grid of tiles. */
export const TileGrid = ({ children }: { readonly children: readonly ReactElement[] }): ReactElement => (
  <ul className={css['grid']}>
    {children.map((tile) => (
      <li key={tile.key}>{tile}</li>
    ))}
  </ul>
);
