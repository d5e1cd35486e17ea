/** Category: the way to it, the categories below it, and its products. */

import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { useCurrency } from '../../currency/use-currency.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { Breadcrumb } from '../../parts/breadcrumb/breadcrumb.tsx';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { firstTiles } from '../../parts/product-image/picture.ts';
import { ProductTile, TileGrid } from '../../parts/product-tile/product-tile.tsx';
import { ShowMore } from '../../parts/show-more/show-more.tsx';
import { CategoryPageDocument, type CategoryPageQuery } from './category.documents.ts';
import css from './category.module.css';

type Category = NonNullable<CategoryPageQuery['category']>;

export function Page(): ReactElement {
  const { id = '' } = useParams();
  const { data, degraded, stale, required, fetchMore } = usePageData(CategoryPageDocument, {
    id,
    currency: useCurrency(),
  });
  const category = required(data.category);
  const products = required(category.products);
  const showMore = async (): Promise<string> => {
    const { data: more } = await fetchMore({ after: products.pageInfo.endCursor });
    const shown = products.edges.length + (more?.category?.products?.edges.length ?? 0);
    return `${shown} of ${products.totalCount} products`;
  };
  return (
    <>
      <Breadcrumb path={category.path} endsHere />
      <PageTitle>{category.name}</PageTitle>
      <p>{category.description}</p>
      <DegradedNotice parts={degraded} />
      <Below category={category} />
      <div className={css['head']}>
        <h2>{products.totalCount === 1 ? '1 product' : `${products.totalCount} products`}</h2>
        <Link to={`/search?category=${id}`}>Filter and sort</Link>
      </div>
      <TileGrid>
        {products.edges.map(({ node }, at) => (
          <ProductTile key={node.id} product={node} isFirst={at < firstTiles} isPriceStale={stale.includes('prices')} />
        ))}
      </TileGrid>
      <ShowMore hasMore={products.pageInfo.hasNextPage} load={showMore} />
    </>
  );
}

/** Categories below this one; nothing for a leaf. */
const Below = ({ category: { name, children } }: { readonly category: Category }): ReactElement | null =>
  children.length === 0 ? null : (
    <nav aria-label={`Parts of ${name}`}>
      <ul className={css['below']}>
        {children.map((child) => (
          <li key={child.id}>
            <Link to={`/categories/${child.id}`} className="button quiet">
              {child.name} <small>({child.productCount})</small>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
