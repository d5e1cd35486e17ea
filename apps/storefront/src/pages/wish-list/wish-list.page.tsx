/** Wish list of the customer. */

import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useCurrency } from '../../currency/use-currency.ts';
import { requireCustomer } from '../../graphql/require-customer.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { AccountNav } from '../../parts/account-nav/account-nav.tsx';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { useKeptFocus } from '../../parts/page-title/use-kept-focus.ts';
import { firstTiles } from '../../parts/product-image/picture.ts';
import { ProductTile, TileGrid } from '../../parts/product-tile/product-tile.tsx';
import { ShowMore } from '../../parts/show-more/show-more.tsx';
import { Heart } from '../../wishes/heart.tsx';
import { WishListDocument, type WishListQuery } from './wish-list.documents.ts';
import { countOf, shownOf } from './wish-list.view.ts';
import css from './wish-list.module.css';

type WishList = NonNullable<NonNullable<WishListQuery['viewer']>['wishList']>;

export function Page(): ReactElement {
  const { data, degraded, stale, fetchMore } = usePageData(WishListDocument, { currency: useCurrency() });
  const { wishList } = requireCustomer(data.viewer);
  useKeptFocus(wishList?.totalCount);
  const showMore = async (): Promise<string> => {
    const { data: more } = await fetchMore({ after: wishList?.items.pageInfo.endCursor ?? null });
    return countOf((wishList?.items.edges.length ?? 0) + (more?.viewer?.wishList?.items.edges.length ?? 0));
  };
  return (
    <>
      <AccountNav />
      <PageTitle>Wish list</PageTitle>
      <DegradedNotice parts={degraded} />
      {wishList && (
        <>
          <p role="status">{countOf(wishList.totalCount)}</p>
          {wishList.totalCount === 0 && (
            <p>
              The heart of a product puts it here. <Link to="/categories">Look around</Link>
            </p>
          )}
          <Wishes wishList={wishList} isPriceStale={stale.includes('prices')} />
          <ShowMore hasMore={wishList.items.pageInfo.hasNextPage} load={showMore} />
        </>
      )}
    </>
  );
}

interface WishesProps {
  readonly wishList: WishList;
  readonly isPriceStale: boolean;
}

const Wishes = ({ wishList, isPriceStale }: WishesProps): ReactElement => (
  <TileGrid>
    {shownOf(wishList).map(({ productId, product }, at) =>
      product ? (
        <ProductTile
          key={productId}
          product={product}
          isFirst={at < firstTiles}
          isPriceStale={isPriceStale}
          headingLevel={2}
        />
      ) : (
        <div key={productId} className={css['gone']}>
          <p>This product cannot be shown: it is no longer sold, or taking a break.</p>
          <Heart product={{ id: productId, name: 'a product that cannot be shown' }} hasWords />
        </div>
      ),
    )}
  </TileGrid>
);
