import { createCartWriter } from './cart-writer.ts';

/** Writer whose writes wait to be answered. */
function openWriter() {
  const written: { readonly line: string; readonly answer: (refusal?: string) => void }[] = [];
  const writer = createCartWriter(
    (productId, quantity) =>
      new Promise((resolve) => written.push({ line: `${quantity} ${productId}`, answer: resolve })),
  );
  return { writer, written, lines: () => written.map(({ line }) => line) };
}
const settled = () => new Promise(setImmediate);

describe('a writer of carts', () => {
  it('shows what is wanted at once, and forgets it when it is written', async () => {
    const { writer, written } = openWriter();
    let told = 0;
    const stop = writer.subscribe(() => (told += 1));
    const done = writer.put('p-001', 2);
    expect([...writer.state().wanted]).toEqual([['p-001', 2]]);
    written[0]!.answer();
    expect(await done).toBeUndefined();
    expect(writer.state().wanted.size).toBe(0);
    stop();
    void writer.put('p-001', 3);
    expect(told).toBe(2);
  });

  it('writes one product after the other, and of several wishes the last', async () => {
    const { writer, written, lines } = openWriter();
    const wishes = [2, 3, 4].map((quantity) => writer.put('p-001', quantity));
    const other = writer.put('p-002', 1);
    expect(lines()).toEqual(['2 p-001']);
    written[0]!.answer();
    await settled();
    expect(lines()).toEqual(['2 p-001', '4 p-001']);
    expect(writer.state().wanted.get('p-001')).toBe(4);
    written[1]!.answer();
    expect(await Promise.all(wishes)).toEqual([undefined, undefined, undefined]);
    await settled();
    written[2]!.answer();
    await other;
    expect(lines()).toEqual(['2 p-001', '4 p-001', '1 p-002']);
  });

  it('keeps a refusal beside its product until the next try, and goes back to what was there', async () => {
    const { writer, written } = openWriter();
    const done = writer.put('p-001', 2);
    written[0]!.answer('Your cart is full.');
    expect(await done).toBe('Your cart is full.');
    expect(writer.state()).toEqual({ wanted: new Map(), refusals: new Map([['p-001', 'Your cart is full.']]) });
    void writer.put('p-001', 1);
    expect(writer.state().refusals.size).toBe(0);
  });
});
