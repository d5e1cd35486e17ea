/** All categories. */

import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { VisitDocument } from '../../frame/frame.documents.ts';
import { askAhead, usePageData } from '../../graphql/use-page-data.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { CategoriesDocument } from './categories.documents.ts';
import css from './categories.module.css';

export function Page(): ReactElement {
  askAhead(VisitDocument, {});
  const { data, degraded, required } = usePageData(CategoriesDocument, {});
  const categories = required(data.categories);
  return (
    <>
      <PageTitle>Categories</PageTitle>
      <DegradedNotice parts={degraded} />
      <ul className={css['tree']}>
        {categories.map(({ id, name, description, productCount, children }) => (
          <li key={id} className="card">
            <h2 className={css['name']}>
              <Link to={`/categories/${id}`}>{name}</Link> <small>({productCount})</small>
            </h2>
            <p>{description}</p>
            <ul className="plain">
              {children.map((child) => (
                <li key={child.id}>
                  <Link to={`/categories/${child.id}`} className={css['child']}>
                    {child.name} <small>({child.productCount})</small>
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}
