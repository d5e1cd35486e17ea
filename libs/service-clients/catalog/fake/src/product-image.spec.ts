import { categories, products } from '@frontage/seed';
import { drawProduct, imageWidths, type Drawn } from './product-image.ts';

const drawn: Drawn = { id: 'p-001', title: 'Lamp', categoryId: 'desk-lamps', colour: 'moss', material: 'oak' };

describe('a picture', () => {
  it('is light, for every product in every view', () => {
    for (const { id, name, categoryId, images } of products) {
      for (let number = 1; number <= images; number += 1) {
        const svg = drawProduct({ ...drawn, id, title: name, categoryId }, number, imageWidths.at(-1)!);
        expect(Buffer.byteLength(svg)).toBeLessThan(2_000);
      }
    }
  });

  it('is the same for the same product, and another for another view, colour and width', () => {
    expect(drawProduct(drawn, 1, 320)).toBe(drawProduct(drawn, 1, 320));
    const others = [
      drawProduct(drawn, 1, 320),
      drawProduct(drawn, 2, 320),
      drawProduct({ ...drawn, colour: 'rust' }, 1, 320),
      drawProduct({ ...drawn, id: 'p-002' }, 1, 320),
      drawProduct(drawn, 1, 640),
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  it('is of the category: each leaf has a motif of its own, a department that of one of its shelves', () => {
    const leaves = categories.filter(({ parentId }) => parentId !== undefined);
    const pictures = (all: typeof categories) =>
      new Set(all.map(({ id }) => drawProduct({ ...drawn, categoryId: id }, 1, 320)));
    expect(pictures(leaves).size).toBe(leaves.length);
    for (const picture of pictures(categories.filter(({ parentId }) => parentId === undefined)))
      expect(pictures(leaves)).toContain(picture);
  });

  it.each(['toString', 'tea-pots', ''])('of a category that nobody has drawn, %j, is a box', (categoryId) => {
    expect(drawProduct({ ...drawn, categoryId }, 1, 320)).toBe(drawProduct({ ...drawn, categoryId: 'boxes' }, 1, 320));
  });

  it('takes a title as text, and any words for colour and material', () => {
    const svg = drawProduct({ ...drawn, title: '<b>&"', colour: '"/><a', material: 'constructor' }, 9, 160);
    expect(svg).toContain('<title>&#60;b&#62;&#38;&#34;</title>');
    expect(svg).not.toMatch(/<a|undefined|function/);
  });
});
