/** Texts of notifications, English and German. */

import { orderEventTypes } from '@frontage/orders-client/bounds';
import type { NoticeType } from './notice.ts';

type Texts = Readonly<Record<NoticeType, { readonly title: string; readonly body: (orderId: string) => string }>>;

const english: Texts = {
  [orderEventTypes.PENDING]: { title: 'We have your order', body: (id) => `Order ${id} is waiting for its payment.` },
  [orderEventTypes.PAID]: { title: 'Your order is paid', body: (id) => `We are packing order ${id}.` },
  [orderEventTypes.SHIPPED]: { title: 'Your order is on its way', body: (id) => `Order ${id} has left our warehouse.` },
  [orderEventTypes.DELIVERED]: { title: 'Your order has arrived', body: (id) => `Order ${id} was delivered.` },
  [orderEventTypes.CANCELLED]: { title: 'Your order is cancelled', body: (id) => `Order ${id} was cancelled.` },
};

const german: Texts = {
  [orderEventTypes.PENDING]: {
    title: 'Deine Bestellung ist da',
    body: (id) => `Bestellung ${id} ist noch zu bezahlen.`,
  },
  [orderEventTypes.PAID]: { title: 'Deine Bestellung ist bezahlt', body: (id) => `Wir packen Bestellung ${id}.` },
  [orderEventTypes.SHIPPED]: {
    title: 'Deine Bestellung ist unterwegs',
    body: (id) => `Bestellung ${id} hat unser Lager verlassen.`,
  },
  [orderEventTypes.DELIVERED]: {
    title: 'Deine Bestellung ist angekommen',
    body: (id) => `Bestellung ${id} wurde zugestellt.`,
  },
  [orderEventTypes.CANCELLED]: {
    title: 'Deine Bestellung ist storniert',
    body: (id) => `Bestellung ${id} wurde storniert.`,
  },
};

/** Title and body in the language of a locale (BCP 47): German, or English for all others. */
export function textsOf({ type, orderId }: { readonly type: NoticeType; readonly orderId: string }, locale: string) {
  const { title, body } = (/^de(-|$)/i.test(locale) ? german : english)[type];
  return { title, body: body(orderId) };
}
