/** Orders of the customer, newest first. */

import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { piecesText, sumOf } from '../../cart/cart.view.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { formatMoney } from '../../parts/money/money.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { OrderBadge } from '../../parts/order-status/order-badge.tsx';
import { momentOf } from '../../parts/order-status/order-status.ts';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { ShowMore } from '../../parts/show-more/show-more.tsx';
import { OrdersDocument } from './orders.documents.ts';
import { motionOf } from './orders.view.ts';
import css from './orders.module.css';

export function Page(): ReactElement {
  const { data, degraded, required, fetchMore } = usePageData(
    OrdersDocument,
    {},
    { isReadAgain: true, motion: ({ orders }) => motionOf(orders?.edges.map(({ node }) => node) ?? []) },
  );
  const { edges, pageInfo } = required(data.orders);
  const showMore = async (): Promise<string> => {
    const { data: more } = await fetchMore({ after: pageInfo.endCursor });
    return `${more?.orders?.edges.length ?? 0} more orders.`;
  };
  return (
    <>
      <PageTitle>Your orders</PageTitle>
      <DegradedNotice parts={degraded} />
      {edges.length === 0 && (
        <p>
          There are none yet. <Link to="/search">Look around</Link>
        </p>
      )}
      <ul className={css['orders']}>
        {edges.map(({ node: order }) => (
          <li key={order.id} className={css['order']}>
            <p>
              <Link to={`/orders/${order.id}`}>Order {order.id}</Link>
            </p>
            <p className={css['end']}>{formatMoney(order.total)}</p>
            <p className="hint">
              <time dateTime={order.placedAt}>{momentOf(order.placedAt)}</time>, {piecesText(sumOf(order.lines))}
            </p>
            <p className={css['end']}>
              <OrderBadge status={order.status} />
            </p>
          </li>
        ))}
      </ul>
      <ShowMore hasMore={pageInfo.hasNextPage} load={showMore} />
    </>
  );
}
