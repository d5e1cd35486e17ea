/** Other products of the category. Asked for by themselves: the product's page does not wait for them. */

import { Suspense, type ReactElement } from 'react';
import { Link } from 'react-router';
import { usePageData } from '../../graphql/use-page-data.ts';
import { PartBoundary } from '../../parts/notice/part-boundary.tsx';
import { ProductTile, TileGrid } from '../../parts/product-tile/product-tile.tsx';
import { RelatedDocument } from './related.documents.ts';
import css from './product.module.css';

export interface RelatedProps {
  readonly productId: string;
  readonly category: { readonly id: string; readonly name: string };
}

export const Related = ({ productId, category }: RelatedProps): ReactElement => (
  <section aria-labelledby="related">
    <h2 id="related">More of {category.name}</h2>
    <PartBoundary missing="Other products are taking a break.">
      <Suspense fallback={<div className={css['related']} aria-busy="true" />}>
        <Others productId={productId} category={category} />
      </Suspense>
    </PartBoundary>
    <p>
      <Link to={`/categories/${category.id}`}>All {category.name}</Link>
    </p>
  </section>
);

function Others({ productId, category }: RelatedProps): ReactElement {
  const { data, stale, required } = usePageData(RelatedDocument, { category: category.id });
  const others = required(data.products).edges.filter(({ node }) => node.id !== productId);
  return (
    <TileGrid>
      {others.slice(0, 4).map(({ node }) => (
        <ProductTile key={node.id} product={node} isPriceStale={stale.includes('prices')} />
      ))}
    </TileGrid>
  );
}
