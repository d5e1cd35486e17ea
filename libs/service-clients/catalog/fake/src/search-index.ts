/**
 * Search index of the catalog: words, filters, orders and facets over its products. What other services own is kept here as well, and is
 * told by them: list prices, ratings, pieces that can be sold. It is as old as what was told last.
 */

import type { Currency } from '@frontage/dto-mapping/money';
import { searchBounds } from '@frontage/catalog-client/bounds';
import type { facetsWire, searchProducts } from '@frontage/catalog-client/contract';

import type { z } from 'zod';
import { nameKey, pageIn, type Order, type StoredProduct } from './product-list.ts';
import { fold, nearest, replaceWords, termsIn, wordsIn } from './words.ts';

type Query = z.output<typeof searchProducts.body>;
type Facets = z.output<typeof facetsWire>;

/** Facts about a product that other services own. */
export interface OfferFacts {
  /** List prices of the standard tier, in minor units. */
  readonly prices: Readonly<Partial<Record<Currency, number>>>;
  /** Average stars, 1.0 to 5.0; 0 without reviews. */
  readonly rating: number;
  readonly ratingCount: number;
  /** Pieces that can be sold. */
  readonly available: number;
}

/** Facts that an owner has told of a product. Undefined members stay as they are. */
export type ToldFacts = { readonly [K in keyof OfferFacts]?: OfferFacts[K] | undefined } & {
  readonly productId: string;
};

/** Category, as far as a search needs it. */
export interface IndexedCategory {
  readonly category_id: string;
  readonly display_name: string;
  readonly parent_category_id: string | null;
}

export interface SearchIndexOptions {
  readonly products: ReadonlyMap<string, StoredProduct>;
  readonly categories: ReadonlyMap<string, IndexedCategory>;
  /** Facts that are known from the beginning. Undefined for a product that nobody has told of. */
  readonly factsOf: (productId: string) => OfferFacts | undefined;
  /** Number that differs after each write of a product or category. */
  readonly version: () => number;
}

export interface SearchIndex {
  search(query: Query): {
    readonly products: readonly StoredProduct[];
    readonly total: number;
    readonly next: string | null;
    readonly facets: Facets;
    readonly suggestion: string | null;
  };
  /** Takes over what the owner of a fact has told. */
  learn(facts: ToldFacts): void;
}

/** Weights of a word by the place where it stands. A whole word counts twice as much as the beginning of one. */
const weights = { sku: 10, name: 8, brand: 6, category: 5, summary: 3, attribute: 2 } as const;

/** Most different values of an attribute that is a facet: of colours, not of widths. */
const maxFacetValues = 24;

/** Ends of price ranges in tens of euros or dollars; currencies with smaller units have larger ones. Both are whole minor units. */
const priceSteps = [50, 100, 200, 500, 1_000] as const;
const minorPerStep: Readonly<Record<Currency, number>> = {
  EUR: 100,
  USD: 100,
  GBP: 100,
  CHF: 100,
  JPY: 100,
  SEK: 1_000,
  PLN: 500,
};

const noFacts: OfferFacts = { prices: {}, rating: 0, ratingCount: 0, available: 0 };

/** Product with all that a search looks at. */
interface Entry {
  readonly product: StoredProduct;
  /** Category that it lies in, and those above it. */
  readonly categories: readonly string[];
  /** Weights of its words, by folded word. */
  readonly words: ReadonlyMap<string, number>;
}

/** Index as of one version of the catalog. */
interface Snapshot {
  readonly version: number;
  readonly entries: readonly Entry[];
  /** Frequencies of folded words. */
  readonly frequencies: ReadonlyMap<string, number>;
  /** Spelling of each folded word. */
  readonly spellings: ReadonlyMap<string, string>;
  /** Names of the attributes that are facets. */
  readonly attributes: readonly string[];
}

/** Kind of filter, which narrows every facet but its own. Each attribute is a kind. */
type Kind = 'category' | 'brand' | 'price' | 'rating' | 'stock' | `attribute ${string}`;
type Filters = ReadonlyMap<Kind, (entry: Entry) => boolean>;

/** Creates an index over products and categories that change. */
export function createSearchIndex({ products, categories, factsOf, version }: SearchIndexOptions): SearchIndex {
  const told = new Map<string, OfferFacts>();
  const factsFor = (productId: string): OfferFacts => {
    const known = told.get(productId);
    if (known) return known;
    const facts = factsOf(productId) ?? noFacts;
    told.set(productId, facts);
    return facts;
  };
  let snapshot: Snapshot | undefined;
  const current = (): Snapshot => {
    if (snapshot?.version !== version()) snapshot = indexOf(products.values(), categories, version());
    return snapshot;
  };

  const filtersOf = (query: Query): Filters => {
    const filters = new Map<Kind, (entry: Entry) => boolean>();
    const { category_id, brand_names, currency_code, min_amount, max_amount, min_stars, in_stock_only } = query;
    if (category_id !== undefined) filters.set('category', ({ categories: of }) => of.includes(category_id));
    if (brand_names !== undefined && brand_names.length > 0) {
      const brands = new Set(brand_names.map((brand) => brand.toLowerCase()));
      filters.set('brand', ({ product }) => brands.has(product.brand_name.toLowerCase()));
    }
    if (min_amount !== undefined || max_amount !== undefined) {
      const [min, max] = [min_amount ?? 0, max_amount ?? Infinity];
      filters.set('price', ({ product }) => {
        const price = factsFor(product.product_id).prices[currency_code];
        return price !== undefined && price >= min && price <= max;
      });
    }
    if (min_stars !== undefined) {
      filters.set('rating', ({ product }) => factsFor(product.product_id).rating >= min_stars);
    }
    if (in_stock_only) filters.set('stock', ({ product }) => factsFor(product.product_id).available > 0);
    const wanted = new Map<string, Set<string>>();
    for (const { attr_name, attr_values } of query.attribute_list ?? []) {
      wanted.set(attr_name, new Set([...(wanted.get(attr_name) ?? []), ...attr_values]));
    }
    for (const [attr_name, values] of wanted) {
      filters.set(`attribute ${attr_name}`, ({ product }) =>
        product.attribute_list.some((one) => one.attr_name === attr_name && values.has(one.attr_value)),
      );
    }
    return filters;
  };

  const orderOf = ({ sort = 'relevance', currency_code }: Query, scores: ReadonlyMap<StoredProduct, number>): Order => {
    switch (sort) {
      case 'relevance':
        // Ascending, so that equals are in order of age, as in lists.
        return { keyOf: (product) => digits(999_999 - (scores.get(product) ?? 0)), isDescending: false };
      case 'newest':
        return { keyOf: ({ created_at }) => created_at, isDescending: true };
      case 'name':
        return { keyOf: nameKey, isDescending: false };
      case 'rating':
        return {
          keyOf: ({ product_id }) => {
            const { rating, ratingCount } = factsFor(product_id);
            return `${digits(Math.round(rating * 10))} ${digits(ratingCount)}`;
          },
          isDescending: true,
        };
      case 'price':
      case '-price': {
        // A product without a price is the last, in both directions: digits are between these two.
        const [none, isDescending] = sort === 'price' ? ['~', false] : [' ', true];
        const keyOf = ({ product_id }: StoredProduct): string => {
          const price = factsFor(product_id).prices[currency_code];
          return price === undefined ? none : digits(price);
        };
        return { keyOf, isDescending };
      }
    }
  };

  return {
    learn: ({ productId, ...facts }) => {
      const known = factsFor(productId);
      told.set(productId, {
        prices: facts.prices ?? known.prices,
        rating: facts.rating ?? known.rating,
        ratingCount: facts.ratingCount ?? known.ratingCount,
        available: facts.available ?? known.available,
      });
    },
    search: (query) => {
      const index = current();
      const terms = query.q === undefined || query.q.trim() === '' ? undefined : termsIn(query.q);
      const scores = terms && scoresOf(index, terms);
      const filters = filtersOf(query);
      const counter = createCounter(query.currency_code, index.attributes, factsFor);
      const found: StoredProduct[] = [];
      for (const entry of index.entries) {
        if (scores && !scores.has(entry.product)) continue;
        const failed = failedBy(entry, filters);
        if (failed === 'several') continue;
        counter.count(entry, failed);
        if (failed === undefined) found.push(entry.product);
      }
      return {
        ...pageIn(orderOf(query, scores ?? new Map()), found, query),
        facets: counter.facets(categories.keys()),
        suggestion: terms === undefined ? null : (suggestionFor(index, query.q!) ?? null),
      };
    },
  };
}

const digits = (value: number): string => String(value).padStart(12, '0');

function indexOf(
  products: Iterable<StoredProduct>,
  categories: ReadonlyMap<string, IndexedCategory>,
  version: number,
): Snapshot {
  const entries: Entry[] = [];
  const frequencies = new Map<string, number>();
  const spellings = new Map<string, Map<string, number>>();
  const values = new Map<string, Set<string>>();
  for (const product of products) {
    const above = pathTo(product.category_id, categories);
    const words = new Map<string, number>();
    const add = (text: string, weight: number): void => {
      for (const spelling of wordsIn(text)) {
        const word = fold(spelling);
        words.set(word, Math.max(weight, words.get(word) ?? 0));
        const forms = spellings.get(word) ?? new Map<string, number>();
        spellings.set(word, forms.set(spelling, (forms.get(spelling) ?? 0) + 1));
      }
    };
    add(product.display_name, weights.name);
    add(product.brand_name, weights.brand);
    add(product.sku, weights.sku);
    add(product.short_text, weights.summary);
    for (const { display_name } of above) add(display_name, weights.category);
    for (const { attr_name, attr_value } of product.attribute_list) {
      add(attr_value, weights.attribute);
      values.set(attr_name, (values.get(attr_name) ?? new Set()).add(attr_value));
    }
    for (const word of words.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    entries.push({ product, words, categories: above.map(({ category_id }) => category_id) });
  }
  return {
    version,
    entries,
    frequencies,
    spellings: new Map([...spellings].map(([word, forms]) => [word, mostFrequent(forms)[0]![0]])),
    attributes: [...values]
      .filter(([, different]) => different.size <= maxFacetValues)
      .slice(0, searchBounds.attributeFacets)
      .map(([name]) => name),
  };
}

/** A category, and those above it. */
function pathTo(id: string, categories: ReadonlyMap<string, IndexedCategory>): IndexedCategory[] {
  const path: IndexedCategory[] = [];
  for (let next = categories.get(id); next && !path.includes(next);) {
    path.push(next);
    next = next.parent_category_id === null ? undefined : categories.get(next.parent_category_id);
  }
  return path;
}

/** Values by frequency, then by alphabet. */
const mostFrequent = (counts: ReadonlyMap<string, number>): (readonly [value: string, count: number])[] =>
  [...counts].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));

/** Scores of the products that have every term, whole or as the beginning of a word. */
function scoresOf({ entries, frequencies }: Snapshot, terms: readonly string[]): ReadonlyMap<StoredProduct, number> {
  const scores = new Map<StoredProduct, number>();
  if (terms.length === 0) return scores;
  const known = [...frequencies.keys()];
  const meant = terms.map((term) =>
    known.filter((word) => word.startsWith(term)).map((word) => [word, word === term ? 2 : 1] as const),
  );
  if (meant.some((words) => words.length === 0)) return scores;
  for (const { product, words } of entries) {
    let score = 0;
    const hasAll = meant.every((alternatives) => {
      const best = Math.max(0, ...alternatives.map(([word, factor]) => (words.get(word) ?? 0) * factor));
      score += best;
      return best > 0;
    });
    if (hasAll) scores.set(product, score);
  }
  return scores;
}

/** Corrects the words that no product has. Undefined when there is none, one cannot be corrected, or nothing would be found all the same. */
function suggestionFor(index: Snapshot, text: string): string | undefined {
  const known = [...index.frequencies.keys()];
  const corrections = new Map<string, string>();
  for (const term of termsIn(text)) {
    if (known.some((word) => word.startsWith(term))) continue;
    const word = nearest(term, index.frequencies);
    if (word === undefined) return undefined;
    corrections.set(term, index.spellings.get(word)!);
  }
  if (corrections.size === 0) return undefined;
  const corrected = replaceWords(text, (word) => corrections.get(fold(word)) ?? word);
  return scoresOf(index, termsIn(corrected)).size > 0 ? corrected : undefined;
}

/** The only filter that a product fails; undefined when it passes all. */
function failedBy(entry: Entry, filters: Filters): Kind | 'several' | undefined {
  let failed: Kind | undefined;
  for (const [kind, passes] of filters) {
    if (passes(entry)) continue;
    if (failed !== undefined) return 'several';
    failed = kind;
  }
  return failed;
}

/** Counter of facets. A product that fails one filter alone counts for the facet of that filter alone. */
function createCounter(currency: Currency, attributes: readonly string[], factsFor: (id: string) => OfferFacts) {
  const categories = new Map<string, number>();
  const brands = new Map<string, number>();
  const ends = priceSteps.map((step) => step * minorPerStep[currency]);
  const prices = Array.from({ length: ends.length + 1 }, () => 0);
  const stars = [0, 0, 0, 0, 0];
  const values = new Map(attributes.map((name) => [name, new Map<string, number>()]));
  let inStock = 0;
  const increase = <K>(counts: Map<K, number>, key: K): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
  const brandList = () => mostFrequent(brands).slice(0, searchBounds.facetValues);
  return {
    count: ({ product, categories: of }: Entry, failed: Kind | undefined): void => {
      const counts = (kind: Kind): boolean => failed === undefined || failed === kind;
      const { prices: its, rating, available } = factsFor(product.product_id);
      if (counts('category')) for (const id of of) increase(categories, id);
      if (counts('brand')) increase(brands, product.brand_name);
      const price = its[currency];
      if (counts('price') && price !== undefined) prices[ends.filter((end) => price >= end).length]! += 1;
      if (counts('rating')) for (let least = 1; least <= rating; least += 1) stars[least - 1]! += 1;
      if (counts('stock') && available > 0) inStock += 1;
      for (const { attr_name, attr_value } of product.attribute_list) {
        const its = values.get(attr_name);
        if (its && counts(`attribute ${attr_name}`)) increase(its, attr_value);
      }
    },
    facets: (order: Iterable<string>): Facets => ({
      category_list: [...order].flatMap((id) => {
        const product_count = categories.get(id);
        return product_count === undefined ? [] : [{ category_id: id, product_count }];
      }),
      brand_list: brandList().map(([brand_name, product_count]) => ({ brand_name, product_count })),
      price_list: prices.flatMap((product_count, place) =>
        product_count === 0
          ? []
          : [
              {
                min_amount: ends[place - 1] ?? 0,
                max_amount: place < ends.length ? ends[place]! - 1 : null,
                product_count,
              },
            ],
      ),
      stars_list: [4, 3, 2, 1].map((min_stars) => ({ min_stars, product_count: stars[min_stars - 1]! })),
      in_stock_count: inStock,
      attribute_list: [...values].flatMap(([attr_name, counts]) =>
        counts.size === 0
          ? []
          : [
              {
                attr_name,
                value_list: mostFrequent(counts).map(([attr_value, product_count]) => ({ attr_value, product_count })),
              },
            ],
      ),
    }),
  };
}
