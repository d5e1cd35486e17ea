import { OrdersDocument, type OrdersQuery } from '../pages/orders/orders.documents.ts';
import { createCache } from './cache.ts';

const page = (ids: readonly number[], hasNextPage: boolean): OrdersQuery => ({
  __typename: 'Query',
  viewer: null,
  orders: {
    __typename: 'OrderConnection',
    pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: ids.length === 0 ? null : `after ${ids.at(-1)}` },
    edges: ids.map((id) => ({
      __typename: 'OrderEdge',
      cursor: `after ${id}`,
      node: {
        __typename: 'Order',
        id: `o-${id}`,
        status: 'PAID',
        placedAt: '2026-11-30T01:00:00Z',
        total: { __typename: 'Money', amount: 100, currency: 'EUR' },
        lines: [],
      },
    })),
  },
});

function list() {
  const cache = createCache();
  return {
    write: (after: number | undefined, ids: readonly number[], hasNextPage: boolean): void => {
      const variables = after === undefined ? {} : { after: `after ${after}` };
      cache.writeQuery({ query: OrdersDocument, variables, data: page(ids, hasNextPage) });
    },
    shown: () => {
      const { edges, pageInfo } = cache.readQuery({ query: OrdersDocument, variables: {} })!.orders!;
      return [edges.map(({ node }) => node.id), pageInfo.endCursor, pageInfo.hasNextPage];
    },
  };
}

describe('a list that was opened further', () => {
  const opened = () => {
    const each = list();
    each.write(undefined, [9, 8], true);
    each.write(8, [7, 6], true);
    each.write(6, [5, 4], true);
    expect(each.shown()).toEqual([['o-9', 'o-8', 'o-7', 'o-6', 'o-5', 'o-4'], 'after 4', true]);
    return each;
  };

  it('keeps what follows the page that is read again', () => {
    const { write, shown } = opened();
    write(undefined, [9, 8], true);
    write(8, [7, 6], true);
    expect(shown()).toEqual([['o-9', 'o-8', 'o-7', 'o-6', 'o-5', 'o-4'], 'after 4', true]);
  });

  it('takes in what is new, and has what moved up once', () => {
    const { write, shown } = opened();
    write(undefined, [10, 4, 9], true);
    expect(shown()).toEqual([['o-10', 'o-4', 'o-9', 'o-8', 'o-7', 'o-6', 'o-5'], 'after 4', true]);
  });

  it('begins anew where the end of the page is not known', () => {
    const { write, shown } = opened();
    write(undefined, [12, 11], true);
    expect(shown()).toEqual([['o-12', 'o-11'], 'after 11', true]);
  });

  it('forgets what there is no more of', () => {
    const { write, shown } = opened();
    write(undefined, [9, 8], false);
    expect(shown()).toEqual([['o-9', 'o-8'], 'after 8', false]);
    write(undefined, [], false);
    expect(shown()[0]).toEqual([]);
  });
});
