/** First page: its sections, in the order of the visitor's layout. */

import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useCurrency } from '../../currency/use-currency.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { firstTiles } from '../../parts/product-image/picture.ts';
import { ProductTile, TileGrid } from '../../parts/product-tile/product-tile.tsx';
import { HomeDocument, type HomeQuery, type HomeSection } from './home.documents.ts';
import css from './home.module.css';

type Home = NonNullable<HomeQuery['home']>;

interface SectionProps {
  readonly home: Home;
  readonly isPriceStale: boolean;
  /** True for the section at the top, whose pictures are loaded first. */
  readonly isFirst: boolean;
}

export function Page(): ReactElement {
  const { data, degraded, stale, required } = usePageData(HomeDocument, { currency: useCurrency() });
  const home = required(data.home);
  return (
    <>
      <PageTitle>Things for a home</PageTitle>
      <DegradedNotice parts={degraded} />
      {home.layout.map((name, at) => {
        const Section = sections[name];
        return <Section key={name} home={home} isFirst={at === 0} isPriceStale={stale.includes('prices')} />;
      })}
    </>
  );
}

const Featured = ({ home, isFirst, ...tile }: SectionProps): ReactElement => (
  <section aria-labelledby="featured">
    <h2 id="featured">New in the shop</h2>
    <TileGrid>
      {home.featured.map((product, at) => (
        <ProductTile key={product.id} product={product} isFirst={isFirst && at < firstTiles} {...tile} />
      ))}
    </TileGrid>
  </section>
);

const Recommendations = ({ home, isFirst, ...tile }: SectionProps): ReactElement | null =>
  home.recommendations && (
    <section aria-labelledby="recommendations">
      <h2 id="recommendations">For you</h2>
      <TileGrid>
        {home.recommendations.flatMap(({ product, reason }, at) =>
          product
            ? [
                <ProductTile
                  key={product.id}
                  product={product}
                  reason={reason}
                  isFirst={isFirst && at < firstTiles}
                  {...tile}
                />,
              ]
            : [],
        )}
      </TileGrid>
    </section>
  );

const Categories = ({ home }: SectionProps): ReactElement | null =>
  home.categories && (
    <section aria-labelledby="categories">
      <h2 id="categories">Categories</h2>
      <ul className={css['categories']}>
        {home.categories.map(({ id, name }) => (
          <li key={id}>
            <Link to={`/categories/${id}`} className="button quiet">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );

const sections: Readonly<Record<HomeSection, (props: SectionProps) => ReactElement | null>> = {
  FEATURED: Featured,
  RECOMMENDATIONS: Recommendations,
  CATEGORIES: Categories,
};
