/** Product: pictures, price and stock, all there is to know, what others say, what goes with it. */

import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { useCurrency } from '../../currency/use-currency.ts';
import { useLive } from '../../graphql/live.ts';
import { askAhead, usePageData } from '../../graphql/use-page-data.ts';
import { AddToCart } from '../../parts/add-to-cart/add-to-cart.tsx';
import { Breadcrumb } from '../../parts/breadcrumb/breadcrumb.tsx';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { Price } from '../../parts/price/price.tsx';
import { ProductTile, TileGrid } from '../../parts/product-tile/product-tile.tsx';
import { Rating } from '../../parts/rating/rating.tsx';
import { StockBadge } from '../../parts/stock-badge/stock-badge.tsx';
import { Heart } from '../../wishes/heart.tsx';
import { Pictures } from './pictures.tsx';
import { ProductFactsDocument, ProductOfferDocument, StockChangedDocument } from './product.documents.ts';
import { dayOf, reasonsOf, type Product } from './product.view.ts';
import { Reviews } from './reviews.tsx';
import css from './product.module.css';

interface PartProps {
  readonly product: Product;
}

export function Page(): ReactElement {
  const { id = '' } = useParams();
  const asked = { id, currency: useCurrency() };
  askAhead(ProductOfferDocument, asked);
  const facts = usePageData(ProductFactsDocument, { id });
  const offer = usePageData(ProductOfferDocument, asked);
  const product: Product = { ...facts.required(facts.data.product), ...offer.required(offer.data.product) };
  useLive(StockChangedDocument, { ids: [id] }, true);
  const isPriceStale = offer.stale.includes('prices');
  return (
    <>
      <Breadcrumb path={product.category?.path ?? []} />
      <DegradedNotice parts={[...new Set([...facts.degraded, ...offer.degraded])]} />
      <div className={css['product']}>
        <Pictures key={id} images={product.images} />
        <div>
          <PageTitle>{product.name}</PageTitle>
          <p className={css['brand']}>by {product.brand}</p>
          <Rating rating={product.rating} />
          <div className={css['offer']}>
            <Price price={product.price} isStale={isPriceStale} />
            <Reasons product={product} />
            <Delivery product={product} />
            <AddToCart key={product.id} product={product} />
          </div>
          <div className={css['actions']}>
            <Heart product={product} hasWords />
          </div>
          <Warehouses product={product} />
          <p className={css['description']}>{product.description}</p>
          <Facts product={product} />
        </div>
      </div>
      <Reviews key={`reviews ${id}`} product={product} viewer={offer.data.viewer} />
      <Recommendations product={product} isPriceStale={isPriceStale} />
      {product.category && (
        <p>
          <Link to={`/categories/${product.category.id}`}>All {product.category.name}</Link>
        </p>
      )}
    </>
  );
}

const Reasons = ({ product: { price } }: PartProps): ReactElement | null =>
  price && price.reasons.length > 0 ? (
    <ul className={css['reasons']}>
      {reasonsOf(price).map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  ) : null;

const Delivery = ({ product: { stock } }: PartProps): ReactElement => (
  <p className={css['delivery']}>
    <StockBadge stock={stock} />
    {stock?.deliveryBy != null && <span>Arrives by {dayOf(stock.deliveryBy)}</span>}
  </p>
);

const Warehouses = ({ product: { stock } }: PartProps): ReactElement | null =>
  stock && stock.warehouses.length > 0 ? (
    <details className={css['warehouses']}>
      <summary>Stock by warehouse</summary>
      <div className="scroll">
        <table>
          <caption className="visually-hidden">Stock by warehouse</caption>
          <thead>
            <tr>
              <th scope="col">Warehouse</th>
              <th scope="col" className="number">
                Pieces
              </th>
              <th scope="col">Arrives by</th>
            </tr>
          </thead>
          <tbody>
            {stock.warehouses.map(({ id, name, available, deliveryBy }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className="number">{available}</td>
                <td>{deliveryBy === null ? '–' : dayOf(deliveryBy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  ) : null;

const Facts = ({ product: { attributes, sku } }: PartProps): ReactElement => (
  <>
    <h2>Facts</h2>
    <dl className={css['facts']}>
      {attributes.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>Article number</dt>
        <dd>{sku}</dd>
      </div>
    </dl>
  </>
);

interface RecommendationsProps extends PartProps {
  readonly isPriceStale: boolean;
}

const Recommendations = ({ product: { recommendations }, isPriceStale }: RecommendationsProps): ReactElement | null =>
  recommendations && recommendations.length > 0 ? (
    <section aria-labelledby="recommendations">
      <h2 id="recommendations">Goes with it</h2>
      <TileGrid>
        {recommendations.flatMap(({ product, reason }) =>
          product
            ? [<ProductTile key={product.id} product={product} reason={reason} isPriceStale={isPriceStale} />]
            : [],
        )}
      </TileGrid>
    </section>
  ) : null;
