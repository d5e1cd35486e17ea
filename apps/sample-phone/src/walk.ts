/** Walk of a person through the shop: from the first screen to an order that is paid. */

import type { Phone } from './phone.ts';
import type { Notice } from './state.ts';

/** Walks, and resolves with what did not succeed. `tell` is called with what the screens show. */
export async function walk(phone: Phone, tell: (text: string) => void): Promise<readonly Notice[]> {
  const { featured, degraded } = await phone.home();
  tell(`home: ${featured.length} products${degraded ? `, without ${degraded.join(', ')}` : ''}`);
  await phone.home();
  tell('home again: as it was');
  const chosen = featured.find(({ stock }) => stock !== 'OUT_OF_STOCK') ?? featured[0];
  if (!chosen) throw new Error('home shows no product');
  const product = await phone.product(chosen.id);
  tell(`product: ${product.name}, ${money(product.price)}`);

  await phone.logIn();
  tell('logged in');
  await phone.sync();
  // Leftovers of an earlier walk go out of the cart.
  for (const id of Object.keys(phone.state.sync.cart)) if (id !== product.id) await phone.setQuantity(id, 0);
  await phone.setQuantity(product.id, 1);
  const checkout = await phone.checkout();
  await phone.pay({ checkout });
  tell(`${phone.state.entries.length} writes are kept, and sent in their order`);
  const flushed = await phone.flush();
  if (flushed.state !== 'empty') throw flushed.cause;
  const notices = await phone.takeNotices();

  const [newest] = (await phone.orders()).items;
  if (newest) tell(`newest order: ${newest.status}, ${money(newest.total)}`);
  await phone.sync();
  await phone.sync();
  tell('sync: nothing new');
  return notices;
}

const money = (price: { readonly amount: number; readonly currency: string } | undefined): string => {
  if (!price) return 'no price now';
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: price.currency });
  return format.format(price.amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};
