import type { HomeQuery } from './home.documents.ts';
import { firstPictures } from './home.view.ts';

const picture = (alt: string) => ({ alt, variants: [{ width: 160, url: `/${alt}` }] });
const product = (alt: string) => ({ id: alt, images: [picture(alt), picture('another')] });

/** Answer of which only what is read here is there. */
const answer = (home: object | null) => ({ home }) as unknown as HomeQuery;

describe('the pictures in view at first', () => {
  it('are those of the first tiles of the section at the top', () => {
    const featured = ['1', '2', '3', '4', '5', '6', '7'].map(product);
    const recommendations = [{ product: product('one') }, { product: null }, { product: { id: 'two', images: [] } }];
    const first = (layout: readonly string[]) =>
      firstPictures(answer({ layout, featured, recommendations })).map((each) => each?.alt);
    expect(first(['FEATURED', 'RECOMMENDATIONS'])).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(first(['RECOMMENDATIONS', 'FEATURED'])).toEqual(['one', undefined]);
  });

  it('are none where the answer has none', () => {
    expect(firstPictures(answer(null))).toEqual([]);
    expect(firstPictures(answer({ layout: ['RECOMMENDATIONS'], featured: [], recommendations: null }))).toEqual([]);
  });
});
