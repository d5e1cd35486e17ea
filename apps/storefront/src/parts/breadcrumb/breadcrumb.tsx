/** Way from all categories to a page. */

import type { ReactElement } from 'react';
import { Link } from 'react-router';
import css from './breadcrumb.module.css';

export interface BreadcrumbProps {
  /** Categories from the top. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
  /** True when the last of them is the page itself. Default false. */
  readonly endsHere?: boolean;
}

export const Breadcrumb = ({ path, endsHere = false }: BreadcrumbProps): ReactElement => (
  <nav aria-label="Breadcrumb" className={css['breadcrumb']}>
    <ol>
      <li>
        <Link to="/categories">Categories</Link>
      </li>
      {path.map(({ id, name }, at) => (
        <li key={id}>
          {endsHere && at === path.length - 1 ? (
            <span aria-current="page">{name}</span>
          ) : (
            <Link to={`/categories/${id}`}>{name}</Link>
          )}
        </li>
      ))}
    </ol>
  </nav>
);
