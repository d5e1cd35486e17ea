import { changed, isFiltered, pricedIn, readSearch, titleOf, toggled, withoutFilters } from './search.view.ts';

const params = (text: string): URLSearchParams => new URLSearchParams(text);

describe('the search of an address', () => {
  it('has all filters', () => {
    const address =
      'text=+lamp+&category=lighting&brand=Marlow&brand=Brandt&min=1000&max=5000&rating=4&inStock=true&a.Material=glass&a.Material=oak&sort=PRICE_ASC';
    expect(readSearch(params(address))).toEqual({
      text: 'lamp',
      filter: {
        category: 'lighting',
        brands: ['Marlow', 'Brandt'],
        price: { min: 1000, max: 5000 },
        minRating: 4,
        inStock: true,
        attributes: [{ name: 'Material', values: ['glass', 'oak'] }],
      },
      sort: 'PRICE_ASC',
    });
  });

  it.each(['', 'text=+', 'sort=toString', 'rating=9', 'rating=x', 'min=5&max=1', 'min=-1', 'inStock=yes', 'a.=x'])(
    'of %j is that for all products: what makes no sense is left out',
    (address) => {
      expect(readSearch(params(address))).toEqual({ filter: {}, sort: 'RELEVANCE' });
      expect(isFiltered(params(address))).toBe(false);
    },
  );

  it('has an end of a price range alone', () => {
    expect(readSearch(params('min=100')).filter).toEqual({ price: { min: 100 } });
    expect(readSearch(params('max=100')).filter).toEqual({ price: { max: 100 } });
  });
});

describe('prices of an address', () => {
  it.each([
    ['min=5&max=9', 'EUR', 'min=5&max=9'],
    ['min=5&in=CHF&text=lamp', 'CHF', 'min=5&in=CHF&text=lamp'],
    ['min=5&max=9&text=lamp', 'CHF', 'text=lamp'],
    ['min=5&in=CHF&text=lamp', 'EUR', 'text=lamp'],
    ['min=5&in=x', 'EUR', ''],
  ] as const)('of %s in %s are those of %j: others say nothing', (address, currency, rest) => {
    expect(pricedIn(params(address), currency).toString()).toBe(rest);
  });
});

describe('an address', () => {
  it('gets one more value of a filter, and loses it again', () => {
    const one = toggled(params('text=lamp&brand=Marlow'), 'brand', 'Brandt');
    expect(one.toString()).toBe('text=lamp&brand=Marlow&brand=Brandt');
    expect(toggled(one, 'brand', 'Marlow').toString()).toBe('text=lamp&brand=Brandt');
  });

  it('gets values in the place of others', () => {
    expect(changed(params('min=1&max=2&sort=NAME'), { min: '5', max: null }).toString()).toBe('min=5&sort=NAME');
  });

  it('loses its filters, and keeps its words and its order', () => {
    expect(withoutFilters(params('text=lamp&brand=x&a.Material=oak&sort=NAME')).toString()).toBe('text=lamp&sort=NAME');
  });
});

describe('the title', () => {
  it.each([
    [undefined, undefined, 'All products'],
    ['lamp', undefined, 'Search for “lamp”'],
    [undefined, 'Lighting', 'Lighting'],
    ['lamp', 'Lighting', '“lamp” in Lighting'],
  ])('for %s in %s is %s', (text, category, title) => expect(titleOf(text, category)).toBe(title));
});
