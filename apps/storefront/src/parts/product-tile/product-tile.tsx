/** Product in a grid: a picture, and all that decides whether to look at it. */

import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { AddOneToCart } from '../add-to-cart/add-one-to-cart.tsx';
import { Price } from '../price/price.tsx';
import { ProductImage } from '../product-image/product-image.tsx';
import { Rating } from '../rating/rating.tsx';
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
}

export const ProductTile = ({
  product,
  reason,
  isFirst = false,
  isPriceStale = false,
}: ProductTileProps): ReactElement => (
  <article className={css['tile']}>
    <ProductImage image={product.images[0]} alt="" sizes="(max-width: 40rem) 50vw, 17rem" isFirst={isFirst} />
    {reason !== undefined && <p className={css['reason']}>{reason}</p>}
    <h3 className={css['name']}>
      <Link to={`/products/${product.id}`} className={css['link']}>
        {product.name}
      </Link>
    </h3>
    <p className={css['brand']}>{product.brand}</p>
    <Rating rating={product.rating} />
    <Price price={product.price} isStale={isPriceStale} />
    <p className={css['stock']}>
      <StockBadge stock={product.stock} />
    </p>
    <AddOneToCart product={product} />
  </article>
);

/** Grid of tiles. */
export const TileGrid = ({ children }: { readonly children: readonly ReactElement[] }): ReactElement => (
  <ul className={css['grid']}>
    {children.map((tile) => (
      <li key={tile.key}>{tile}</li>
    ))}
  </ul>
);
