/** Stars of a product, as a picture with a text. */

import type { ReactElement } from 'react';
import css from './rating.module.css';

export interface RatingProps {
  /** Summary of reviews; null when nobody can say. */
  readonly rating: { readonly average: number; readonly count: number } | null;
}

export function Rating({ rating }: RatingProps): ReactElement {
  // The line keeps its room: nothing moves when a rating comes.
  if (!rating) return <p className={css['rating']}>&nbsp;</p>;
  if (rating.count === 0) return <p className={css['rating']}>No reviews yet</p>;
  return (
    <p className={css['rating']}>
      <span className={css['stars']} aria-hidden="true">
        <span className={css['filled']} style={{ width: `${rating.average * 20}%` }} />
      </span>
      <span className="visually-hidden">{rating.average} of 5 stars, </span>
      <span>{rating.count === 1 ? '1 review' : `${rating.count} reviews`}</span>
    </p>
  );
}
