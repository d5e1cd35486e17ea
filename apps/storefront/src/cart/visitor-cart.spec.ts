import { createVisitorCart, maxProducts, readLines, visitorCartKey, type VisitorCart } from './visitor-cart.ts';

/** Two tabs of one browser: the other tab hears of each change. */
function openTabs(): { readonly tabs: readonly [VisitorCart, VisitorCart]; readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  const targets = [new EventTarget(), new EventTarget()] as const;
  const storageOf = (own: EventTarget) => ({
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => {
      texts.set(key, text);
      for (const target of targets)
        if (target !== own) target.dispatchEvent(Object.assign(new Event('storage'), { key }));
    },
  });
  const [first, second] = targets.map((target) => createVisitorCart(storageOf(target), target));
  return { tabs: [first!, second!], texts };
}

describe("a visitor's cart", () => {
  it('is the same in all tabs, and tells of changes', () => {
    const { tabs, texts } = openTabs();
    let told = 0;
    tabs[1].subscribe(() => (told += 1));
    tabs[0].put('p-001', 2);
    tabs[1].put('p-002', 1);
    tabs[0].put('p-001', 3);
    for (const tab of tabs)
      expect(tab.lines()).toEqual([
        { productId: 'p-001', quantity: 3 },
        { productId: 'p-002', quantity: 1 },
      ]);
    expect(told).toBe(3);
    expect(JSON.parse(texts.get(visitorCartKey)!)).toHaveLength(2);
  });

  it('forgets what was taken over, and keeps what another tab has changed meanwhile', () => {
    const { tabs } = openTabs();
    tabs[0].put('p-001', 2);
    tabs[0].put('p-002', 1);
    const taken = tabs[0].lines();
    tabs[1].put('p-002', 5);
    tabs[0].forget(taken);
    expect(tabs[1].lines()).toEqual([{ productId: 'p-002', quantity: 5 }]);
  });

  it('takes a product out at 0, and no product beyond its room', () => {
    const [cart] = openTabs().tabs;
    for (let at = 0; at < maxProducts; at += 1) expect(cart.put(`p-${at}`, 1)).toBe(true);
    expect(cart.put('p-one-more', 1)).toBe(false);
    expect(cart.put('p-0', 7)).toBe(true);
    cart.put('p-1', 0);
    expect(cart.put('p-one-more', 1)).toBe(true);
    expect(cart.lines()).toHaveLength(maxProducts);
  });

  it('lives as long as the page where the browser forbids storage', () => {
    const refused = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const cart = createVisitorCart({ getItem: refused, setItem: refused }, new EventTarget());
    cart.put('p-001', 2);
    cart.put('p-002', 1);
    expect(cart.lines().map(({ productId }) => productId)).toEqual(['p-001', 'p-002']);
  });
});

describe('a stored text', () => {
  it.each([
    '',
    'null',
    '{}',
    '[null, 7, "x", {}]',
    '[{"productId":"","quantity":1}]',
    '[{"productId":"p-001","quantity":0}]',
    '[{"productId":"p-001","quantity":100}]',
    '[{"productId":"p-001","quantity":1.5}]',
  ])('that has no line, %j, is an empty cart', (text) => expect(readLines(text)).toEqual([]));

  it('has each product once', () => {
    const twice = JSON.stringify([
      { productId: 'p-001', quantity: 2, extra: true },
      { productId: 'p-001', quantity: 3 },
    ]);
    expect(readLines(twice)).toEqual([{ productId: 'p-001', quantity: 2 }]);
  });
});
