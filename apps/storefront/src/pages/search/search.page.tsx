/** Search: words, filters and order are the page's address, so that going back and links to it work. */

import { useOptimistic, useTransition, type ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useCurrency } from '../../currency/use-currency.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { useKeptFocus } from '../../parts/page-title/use-kept-focus.ts';
import { firstTiles } from '../../parts/product-image/picture.ts';
import { ProductTile, TileGrid } from '../../parts/product-tile/product-tile.tsx';
import { ShowMore } from '../../parts/show-more/show-more.tsx';
import { Filters } from './filters.tsx';
import { SearchDocument } from './search.documents.ts';
import { changed, countOf, isFiltered, pricedIn, readSearch, sorts, titleOf, withoutFilters } from './search.view.ts';
import css from './search.module.css';

export function Page(): ReactElement {
  const currency = useCurrency();
  const [address, setParams] = useSearchParams();
  const params = pricedIn(address, currency);
  const [isPending, startTransition] = useTransition();
  // A filter shows that it was pressed before its products are there.
  const [shownParams, showParams] = useOptimistic(params);
  const variables = { ...readSearch(params), currency };
  const { data, degraded, stale, required, fetchMore } = usePageData(SearchDocument, variables);
  // A link that takes filters away goes away with them.
  useKeptFocus(params.toString());
  const { edges, facets, pageInfo, suggestion, totalCount } = required(data.search);
  const chosen = facets.categories.find(({ categoryId }) => categoryId === variables.filter?.category)?.category?.name;
  const change = (next: URLSearchParams): void =>
    startTransition(() => {
      showParams(next);
      setParams(next, { preventScrollReset: true });
    });
  const showMore = async (): Promise<string> => {
    const { data: more } = await fetchMore({ after: pageInfo.endCursor });
    return `${edges.length + (more?.search?.edges.length ?? 0)} of ${countOf(totalCount)}`;
  };
  return (
    <>
      <PageTitle>{titleOf(variables.text, chosen)}</PageTitle>
      <DegradedNotice parts={degraded} />
      {suggestion !== null && (
        <p>
          Did you mean <Link to={`/search?${changed(withoutFilters(params), { text: suggestion })}`}>{suggestion}</Link>
          ?
        </p>
      )}
      <div className={css['columns']}>
        <Filters facets={facets} params={shownParams} onChange={change} />
        <section aria-labelledby="results" aria-busy={isPending}>
          <div className={css['head']}>
            <div role="status">
              <h2 id="results" className={css['count']}>
                {countOf(totalCount)}
              </h2>
            </div>
            <Order value={variables.sort} onChange={(sort) => change(changed(params, { sort }))} />
          </div>
          {totalCount === 0 && <Nothing params={params} />}
          <TileGrid>
            {edges.map(({ node }, at) => (
              <ProductTile
                key={node.id}
                product={node}
                isFirst={at < firstTiles}
                isPriceStale={stale.includes('prices')}
              />
            ))}
          </TileGrid>
          <ShowMore hasMore={pageInfo.hasNextPage} load={showMore} />
        </section>
      </div>
    </>
  );
}

interface OrderProps {
  readonly value: string;
  readonly onChange: (sort: string) => void;
}

const Order = ({ value, onChange }: OrderProps): ReactElement => (
  <p className={css['order']}>
    <label htmlFor="sort">Order</label>
    <select id="sort" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {Object.entries(sorts).map(([sort, name]) => (
        <option key={sort} value={sort}>
          {name}
        </option>
      ))}
    </select>
  </p>
);

const Nothing = ({ params }: { readonly params: URLSearchParams }): ReactElement => (
  <p>
    Nothing was found.{' '}
    {isFiltered(params) && <Link to={`/search?${withoutFilters(params)}`}>Search without filters</Link>}
  </p>
);
