import { fieldsOfType, undescribed } from '@frontage/graphql-server/fake';
import { buildSchema, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { maxFirst } from './connection.ts';
import { surface } from './surface.ts';

const { file, content } = surface();

describe('the schema', () => {
  it('is the one that is checked in: run `npm run documents` after a change, and read the difference', () => {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toBe(content);
  });

  it('describes every type, field, argument, value and directive', () => {
    expect(undescribed(content)).toEqual([]);
  });

  it('names the subject of each description, as comments do', () => {
    const words = [
      'what',
      'who',
      'whose',
      'which',
      'how',
      'when',
      'where',
      'why',
      'whether',
      'it',
      'its',
      'they',
      'those',
      'somebody',
      'something',
      'somewhere',
      'nobody',
      'nothing',
    ];
    const begins = new RegExp(`^\\s*"(?:""\\s*)?(?:${words.join('|')})\\b.*`, 'gim');
    expect(content.match(begins)).toBeNull();
  });

  it('has 32 bits only for what never needs more, as its service promises', () => {
    expect(fieldsOfType(content, 'Int')).toEqual([
      'CartItem.quantity', // 1 to 99
      'ImageVariant.width', // pixels
      'OrderLine.quantity', // 1 to 999
      'Promotion.percentOff', // 1 to 99
      'RatingFacet.minRating', // 1 to 4
      'Review.rating', // 1 to 5
      'VisitorCartItem.quantity', // 1 to 99
    ]);
  });

  it('says of every page how large it may be', () => {
    const pages = Object.values(buildSchema(content).getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()))
      .flatMap(({ args }) => args.filter(({ name }) => name === 'first'));
    expect(pages.map(({ description }) => description)).toEqual(
      pages.map(() => `Items of the page: 1 to ${maxFirst}.`),
    );
    expect(pages).toHaveLength(7);
  });
});
