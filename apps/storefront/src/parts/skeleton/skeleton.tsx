/** Skeleton of a page: takes the room that the page will take, so that nothing moves when it comes. */

import type { ReactElement } from 'react';
import type { SkeletonShape } from './skeleton-shape.ts';
import css from './skeleton.module.css';

export interface SkeletonProps {
  readonly shape: SkeletonShape;
}

const boxes: Readonly<Record<SkeletonShape, number>> = { grid: 12, product: 2, list: 6, form: 4 };

export const Skeleton = ({ shape }: SkeletonProps): ReactElement => (
  <div className={css['skeleton']} aria-busy="true">
    <p className="visually-hidden" role="status">
      Loading
    </p>
    <div className={css['title']} />
    <div className={css[shape]}>
      {Array.from({ length: boxes[shape] }, (_, at) => (
        <div key={at} className={css['box']} />
      ))}
    </div>
  </div>
);
