/** Search as its address says it: `/search?text=lamp&category=lighting&brand=Marlow&a.Material=glass&sort=PRICE_ASC`. */

import type { Currency, SearchFilter, SearchQueryVariables, SearchSort } from './search.documents.ts';

/** Orders, with their names for people. */
export const sorts: Readonly<Record<SearchSort, string>> = {
  RELEVANCE: 'Best match',
  PRICE_ASC: 'Price, lowest first',
  PRICE_DESC: 'Price, highest first',
  RATING: 'Best rated',
  NEWEST: 'Newest',
  NAME: 'Name',
};

const attributePrefix = 'a.';

/** Parameter of an attribute: `a.Material`. */
export const attributeParameter = (name: string): string => `${attributePrefix}${name}`;

const isSort = (text: string | null): text is SearchSort => text !== null && Object.hasOwn(sorts, text);

/** Whole number of a parameter; undefined when it is none. Addresses are typed, too. */
function wholeNumber(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Address in a currency: prices of another one say nothing in it, and are left out. `in` is what `min` and `max` are in; EUR where it is not said. */
export const pricedIn = (params: URLSearchParams, currency: Currency): URLSearchParams =>
  (params.get('in') ?? 'EUR') === currency ? params : changed(params, { min: null, max: null, in: null });

/** Reads the search from an address. What makes no sense is left out. */
export function readSearch(params: URLSearchParams): Omit<SearchQueryVariables, 'currency'> {
  const text = params.get('text')?.trim().slice(0, 100);
  const sort = params.get('sort');
  return { ...(text && { text }), filter: readFilter(params), sort: isSort(sort) ? sort : 'RELEVANCE' };
}

function readFilter(params: URLSearchParams): SearchFilter {
  const category = params.get('category');
  const brands = params.getAll('brand').slice(0, 20);
  const [min, max] = [wholeNumber(params, 'min'), wholeNumber(params, 'max')];
  const hasPrice = (min !== undefined || max !== undefined) && (min ?? 0) <= (max ?? Infinity);
  const rating = wholeNumber(params, 'rating');
  const attributes = [...new Set(params.keys())]
    .filter((name) => name.startsWith(attributePrefix) && name.length > attributePrefix.length)
    .slice(0, 10)
    .map((name) => ({ name: name.slice(attributePrefix.length), values: params.getAll(name).slice(0, 20) }));
  return {
    ...(category && { category }),
    ...(brands.length > 0 && { brands }),
    ...(hasPrice && { price: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) } }),
    ...(rating !== undefined && rating >= 1 && rating <= 5 && { minRating: rating }),
    ...(params.get('inStock') === 'true' && { inStock: true }),
    ...(attributes.length > 0 && { attributes }),
  };
}

/** Address with one more value of a filter, or without one that is there. */
export function toggled(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (next.has(name, value)) next.delete(name, value);
  else next.append(name, value);
  return next;
}

/** Address with these values in the place of those that there are; null takes a parameter away. */
export function changed(params: URLSearchParams, values: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Address without filters: the words and the order stay. */
export const withoutFilters = (params: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...params].filter(([name]) => name === 'text' || name === 'sort'));

/** Asks whether a search is narrowed by a filter. */
export const isFiltered = (params: URLSearchParams): boolean => Object.keys(readFilter(params)).length > 0;

/** Title of the page: what is looked for. `category` is its name, where one is chosen and known. */
export function titleOf(text: string | null | undefined, category: string | undefined): string {
  if (text) return category === undefined ? `Search for “${text}”` : `“${text}” in ${category}`;
  return category ?? 'All products';
}

/** Sentence about a number of products. */
export const countOf = (count: number): string => (count === 1 ? '1 product' : `${count} products`);
