/** Store of reviews that customers write: the port, and its default in memory. Seeded reviews are not in it: they are generated. */

export interface StoredReview {
  readonly id: string;
  readonly productId: string;
  readonly customerId: string;
  readonly stars: 1 | 2 | 3 | 4 | 5;
  readonly title: string;
  readonly text: string;
  readonly author: string;
  /** Time of the first writing, in Unix seconds. */
  readonly postedAt: number;
}

export interface ReviewStore {
  /** Reads the reviews of products, those posted last first. */
  ofProducts(productIds: readonly string[]): Promise<readonly StoredReview[]>;
  /** Reads one customer's reviews of products, in any order. */
  ofCustomer(customerId: string, productIds: readonly string[]): Promise<readonly StoredReview[]>;
  find(id: string): Promise<StoredReview | undefined>;
  /** Stores the customer's one review of its product. One that is there keeps its id and its time. */
  put(review: StoredReview): Promise<StoredReview>;
  remove(customerId: string, productId: string): Promise<void>;
}

/** Members that the order of reviews depends on. */
export type Posted = Pick<StoredReview, 'id' | 'postedAt'>;

/** Compares reviews: those posted last come first. */
export const newestFirst = (a: Posted, b: Posted): number =>
  b.postedAt - a.postedAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** Creates a store in memory alone. */
export function memoryReviewStore(): ReviewStore {
  const stored = new Map<string, StoredReview>();
  const keyOf = (customerId: string, productId: string): string => JSON.stringify([customerId, productId]);
  const some = (wanted: (review: StoredReview) => boolean): StoredReview[] => [...stored.values()].filter(wanted);
  return {
    ofProducts: async (ids) => {
      const wanted = new Set(ids);
      return some(({ productId }) => wanted.has(productId)).sort(newestFirst);
    },
    ofCustomer: async (customerId, productIds) =>
      productIds.flatMap((productId) => stored.get(keyOf(customerId, productId)) ?? []),
    find: async (id) => some((review) => review.id === id)[0],
    put: async (review) => {
      const key = keyOf(review.customerId, review.productId);
      const { id, postedAt } = stored.get(key) ?? review;
      const kept = { ...review, id, postedAt };
      stored.set(key, kept);
      return kept;
    },
    remove: async (customerId, productId) => void stored.delete(keyOf(customerId, productId)),
  };
}
