/** Product: pictures, price and stock, all there is to know, what others say, what goes with it. */

import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { usePageData } from '../../graphql/use-page-data.ts';
import { AddToCart } from '../../parts/add-to-cart/add-to-cart.tsx';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { Price } from '../../parts/price/price.tsx';
import { ProductImage } from '../../parts/product-image/product-image.tsx';
import { ProductTile, TileGrid } from '../../parts/product-tile/product-tile.tsx';
import { Rating } from '../../parts/rating/rating.tsx';
import { StockBadge } from '../../parts/stock-badge/stock-badge.tsx';
import { ProductPageDocument, type ProductPageQuery } from './product.documents.ts';
import { dateOf, dayOf, sharesOf } from './product.view.ts';
import css from './product.module.css';

type Product = NonNullable<ProductPageQuery['product']>;

interface PartProps {
  readonly product: Product;
}

export function Page(): ReactElement {
  const { id = '' } = useParams();
  const { data, degraded, stale, required } = usePageData(ProductPageDocument, { id });
  const product = required(data.product);
  return (
    <>
      <Breadcrumb product={product} />
      <DegradedNotice parts={degraded} />
      <div className={css['product']}>
        <Pictures product={product} />
        <div>
          <PageTitle>{product.name}</PageTitle>
          <p className={css['brand']}>by {product.brand}</p>
          <Rating rating={product.rating} />
          <div className={css['offer']}>
            <Price price={product.price} isStale={stale.includes('prices')} />
            <Delivery product={product} />
            <AddToCart key={product.id} product={product} />
          </div>
          <p className={css['description']}>{product.description}</p>
          <Facts product={product} />
        </div>
      </div>
      <Reviews product={product} />
      <Recommendations product={product} />
    </>
  );
}

const Breadcrumb = ({ product: { category } }: PartProps): ReactElement => (
  <nav aria-label="Breadcrumb" className={css['breadcrumb']}>
    <ol>
      <li>
        <Link to="/search">Products</Link>
      </li>
      {[category?.parent, category].map(
        (each) =>
          each && (
            <li key={each.id}>
              <Link to={`/search?category=${each.id}`}>{each.name}</Link>
            </li>
          ),
      )}
    </ol>
  </nav>
);

const Pictures = ({ product: { images } }: PartProps): ReactElement => (
  <ul className={css['pictures']} aria-label="Pictures">
    {images.map((image, at) => (
      <li key={image.alt}>
        <ProductImage image={image} sizes={at === 0 ? '(max-width: 48rem) 100vw, 34rem' : '11rem'} isFirst={at === 0} />
      </li>
    ))}
  </ul>
);

const Delivery = ({ product: { stock } }: PartProps): ReactElement => (
  <p className={css['delivery']}>
    <StockBadge stock={stock} />
    {stock?.deliveryBy != null && <span>Arrives by {dayOf(stock.deliveryBy)}</span>}
  </p>
);

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

function Reviews({ product: { rating, reviews } }: PartProps): ReactElement | null {
  if (!reviews) return null;
  return (
    <section aria-labelledby="reviews">
      <h2 id="reviews">Reviews</h2>
      {rating && rating.count > 0 && (
        <table className={css['histogram']}>
          <caption className="visually-hidden">Reviews by stars</caption>
          <tbody>
            {sharesOf(rating.histogram).map(({ stars, count, percent }) => (
              <tr key={stars}>
                <th scope="row">{stars === 1 ? '1 star' : `${stars} stars`}</th>
                <td aria-hidden="true">
                  <span className={css['bar']} style={{ inlineSize: `${percent}%` }} />
                </td>
                <td className="number">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {reviews.edges.length === 0 && <p>Nobody has written about it yet.</p>}
      <ul className="plain">
        {reviews.edges.map(({ node: review }) => (
          <li key={review.id}>
            <article className={css['review']}>
              <h3>{review.title}</h3>
              <p className={css['author']}>
                {review.rating} of 5 stars, by {review.author},{' '}
                <time dateTime={review.createdAt}>{dateOf(review.createdAt)}</time>
              </p>
              <p className={css['description']}>{review.text}</p>
            </article>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Recommendations = ({ product: { recommendations } }: PartProps): ReactElement | null =>
  recommendations && (
    <section aria-labelledby="recommendations">
      <h2 id="recommendations">Goes with it</h2>
      <TileGrid>
        {recommendations.flatMap(({ product, reason }) =>
          product ? [<ProductTile key={product.id} product={product} reason={reason} />] : [],
        )}
      </TileGrid>
    </section>
  );
