/** Link relations of answers, as the documentation explains them. */

export interface Relation {
  readonly description: string;
  /** Specification of a relation that IANA has registered. Default: it is ours. */
  readonly registered?: string;
}

const html = 'HTML';

export const relations: Readonly<Record<string, Relation>> = {
  self: { description: 'The address of this answer, or of this item.', registered: 'RFC 4287' },
  edit: {
    description: '`PATCH` changes it; of a webhook endpoint, `DELETE` deletes it. There for keys that may.',
    registered: 'RFC 5023',
  },
  first: { description: 'The first page of this list. Missing on the first page.', registered: 'RFC 8288' },
  next: { description: 'The next page of this list. Missing on the last page.', registered: html },
  profile: { description: 'The page that explains this representation.', registered: 'RFC 6906' },
  describedby: { description: 'The OpenAPI document of this version.', registered: 'POWDER' },
  products: { description: 'The products: all of them, or those of the category that has the link.' },
  product: { description: 'A product.' },
  categories: { description: 'All categories.' },
  category: { description: 'The products of the category that this product is in.' },
  parent: { description: 'The category that this one is part of.' },
  prices: { description: 'The prices of the partner.' },
  price: { description: 'The price of a product.' },
  'inventory-levels': { description: 'The stock of all products.' },
  'inventory-level': { description: 'The stock of a product.' },
  events: { description: 'The events of the order.' },
  orders: { description: 'The orders of the partner.' },
  order: { description: 'The order that was placed.' },
  'place-order': { description: '`POST` places an order.' },
  'place-orders': { description: '`POST` places several orders, later.' },
  pay: { description: '`POST` pays the order. There while it can be paid, by a key that may.' },
  cancel: { description: '`POST` cancels the order. There while it can be cancelled, by a key that may.' },
  operation: { description: 'Work that was accepted, and is done later.' },
  webhooks: { description: 'The webhook endpoints of the partner.' },
  endpoint: { description: 'The webhook endpoint that these deliveries are of.' },
  deliveries: { description: 'The deliveries to a webhook endpoint, with their attempts.' },
  'create-webhook': { description: '`POST` creates a webhook endpoint. There for keys that may.' },
  'roll-secret': { description: '`POST` gives a webhook endpoint a new secret.' },
  test: { description: '`POST` sends a test event to a webhook endpoint.' },
  replay: { description: '`POST` sends events to a webhook endpoint again.' },
  keys: { description: 'The keys of the partner.' },
  key: { description: 'The key that asks.' },
  'create-key': { description: '`POST` makes a key. There for keys that may.' },
  roll: { description: '`POST` gives a key a successor.' },
  revoke: { description: '`DELETE` revokes a key that is live. There for keys that may.' },
  successor: { description: 'The key that was made of this one.' },
  usage: { description: 'The requests of each key, and the rest of each limit.' },
};
