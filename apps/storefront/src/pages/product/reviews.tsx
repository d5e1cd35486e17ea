/** Reviews of a product: how many of each, their texts in the order of choice, and the visitor's own. */

import { Suspense, useState, useTransition, type ReactElement } from 'react';
import { usePageData } from '../../graphql/use-page-data.ts';
import { Boundary } from '../../parts/boundary/boundary.tsx';
import { MissingPart } from '../../parts/notice/missing-part.tsx';
import { ShowMore } from '../../parts/show-more/show-more.tsx';
import { OwnReview } from './own-review.tsx';
import { ReviewsDocument, type ReviewSort, type WholeReviewFragment } from './reviews.documents.ts';
import { countOf, dateOf, reviewSorts, sharesOf, type Product, type Viewer } from './product.view.ts';
import css from './product.module.css';

export interface ReviewsProps {
  readonly product: Product;
  readonly viewer: Viewer;
}

/** Reviews to show: in an order, and of how many stars; of any where that is undefined. */
interface Choice {
  readonly sort: ReviewSort;
  readonly rating: number | undefined;
}

const missing = 'Reviews are taking a break. Come back in a moment.';

export function Reviews({ product, viewer }: ReviewsProps): ReactElement | null {
  const [choice, setChoice] = useState<Choice>({ sort: 'NEWEST', rating: undefined });
  const [isPending, startTransition] = useTransition();
  const choose = (change: Partial<Choice>): void => startTransition(() => setChoice({ ...choice, ...change }));
  const { rating, reviews } = product;
  // The page says what is missing.
  if (!rating && !reviews) return null;
  return (
    <section aria-labelledby="reviews" className={css['reviews']}>
      <h2 id="reviews">Reviews</h2>
      <div>
        {rating && rating.count > 0 && (
          <Histogram rating={rating} chosen={choice.rating} onChoose={(stars) => choose({ rating: stars })} />
        )}
        {reviews && <OwnReview product={product} viewer={viewer} />}
      </div>
      <div>
        {reviews && rating?.count === 0 && <p>Nobody has written about it yet.</p>}
        {reviews && reviews.edges.length > 0 && (
          <>
            <Order choice={choice} onChoose={choose} />
            <div aria-busy={isPending} className={css['list']}>
              <Boundary
                key={`${choice.sort} ${choice.rating ?? ''}`}
                instead={(error, retry) => <MissingPart sentence={missing} error={error} retry={retry} />}
              >
                <Suspense fallback={<p role="status">Loading</p>}>
                  <List product={product} {...choice} />
                </Suspense>
              </Boundary>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

interface HistogramProps {
  readonly rating: NonNullable<Product['rating']>;
  readonly chosen: number | undefined;
  readonly onChoose: (stars: number | undefined) => void;
}

/** Numbers of reviews by stars. Each is a button that leaves its reviews alone. */
const Histogram = ({ rating, chosen, onChoose }: HistogramProps): ReactElement => (
  <div className={css['summary']}>
    <p className={css['average']}>
      <strong>{rating.average}</strong> of 5 stars, {countOf(rating.count)}
    </p>
    <ul className={css['histogram']} aria-label="Reviews by stars">
      {sharesOf(rating.histogram).map(({ stars, count, percent }) => (
        <li key={stars}>
          <button
            type="button"
            aria-pressed={chosen === stars}
            disabled={count === 0}
            onClick={() => onChoose(chosen === stars ? undefined : stars)}
          >
            <span>{stars === 1 ? '1 star' : `${stars} stars`}</span>
            <span className={css['track']} aria-hidden="true">
              <span className={css['bar']} style={{ inlineSize: `${percent}%` }} />
            </span>
            <span className={css['share']}>
              {count}
              <span className="visually-hidden"> {count === 1 ? 'review' : 'reviews'}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  </div>
);

interface OrderProps {
  readonly choice: Choice;
  readonly onChoose: (change: Partial<Choice>) => void;
}

const Order = ({ choice, onChoose }: OrderProps): ReactElement => (
  <div className={css['order']}>
    <label htmlFor="review-order">Order</label>
    <select
      id="review-order"
      value={choice.sort}
      onChange={({ currentTarget }) => onChoose({ sort: currentTarget.value as ReviewSort })}
    >
      {Object.entries(reviewSorts).map(([sort, name]) => (
        <option key={sort} value={sort}>
          {name}
        </option>
      ))}
    </select>
    {choice.rating !== undefined && (
      <button type="button" className="quiet" onClick={() => onChoose({ rating: undefined })}>
        Show all stars
      </button>
    )}
  </div>
);

interface ListProps extends Choice {
  readonly product: Product;
}

function List({ product, sort, rating }: ListProps): ReactElement {
  const variables = { id: product.id, sort, ...(rating !== undefined && { rating }) };
  const { data, required, fetchMore } = usePageData(ReviewsDocument, variables);
  const { reviews } = required(data.product);
  if (!reviews) return <p className="notice warn">{missing}</p>;
  const showMore = async (): Promise<string> => {
    const { data: more } = await fetchMore({ after: reviews.pageInfo.endCursor });
    return countOf(reviews.edges.length + (more?.product?.reviews?.edges.length ?? 0));
  };
  return (
    <>
      {reviews.edges.length === 0 && <p>There is no such review.</p>}
      <ul className="plain">
        {reviews.edges.map(({ node }) => (
          <li key={node.id}>
            <Review review={node} isOwn={node.id === product.viewerReview?.id} />
          </li>
        ))}
      </ul>
      <ShowMore hasMore={reviews.pageInfo.hasNextPage} load={showMore} />
    </>
  );
}

interface ReviewProps {
  readonly review: WholeReviewFragment;
  readonly isOwn: boolean;
}

const Review = ({ review, isOwn }: ReviewProps): ReactElement => (
  <article className={css['review']}>
    <h3>
      {review.title} {isOwn && <span className="badge good">Yours</span>}
    </h3>
    <p className={css['author']}>
      <Stars rating={review.rating} /> by {review.author},{' '}
      <time dateTime={review.createdAt}>{dateOf(review.createdAt)}</time>
    </p>
    <p className={css['description']}>{review.text}</p>
  </article>
);

const Stars = ({ rating }: { readonly rating: number }): ReactElement => (
  <>
    <span className={css['stars']} aria-hidden="true">
      {'★'.repeat(rating)}
      <span>{'★'.repeat(5 - rating)}</span>
    </span>
    <span className="visually-hidden">{rating} of 5 stars,</span>
  </>
);
