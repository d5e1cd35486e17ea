/** Wish list, as its page shows it. */

interface List<Item> {
  readonly productIds: readonly string[];
  readonly items: { readonly edges: readonly { readonly node: Item }[] };
}

/** Items that are still on the list: those taken off meanwhile are in the pages that were read before. */
export const shownOf = <Item extends { readonly productId: string }>({
  productIds,
  items,
}: List<Item>): readonly Item[] =>
  items.edges.map(({ node }) => node).filter(({ productId }) => productIds.includes(productId));

/** Sentence about a number of wishes. */
export const countOf = (count: number): string => (count === 1 ? '1 product' : `${count} products`);
