/** Link relations of answers, as the documentation explains them. */

export interface Relation {
  readonly description: string;
  /** Specification of a relation that IANA has registered. Default: it is ours. */
  readonly registered?: string;
}

const html = 'HTML';

export const relations: Readonly<Record<string, Relation>> = {
  self: { description: 'The address of this answer, or of this item.', registered: 'RFC 4287' },
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
  events: { description: 'What happened to the order.' },
  orders: { description: 'The orders of the partner.' },
  order: { description: 'The order that was placed.' },
  'place-order': { description: '`POST` places an order.' },
  'place-orders': { description: '`POST` places several orders, later.' },
  pay: { description: '`POST` pays the order. There while it can be paid, by a key that may.' },
  cancel: { description: '`POST` cancels the order. There while it can be cancelled, by a key that may.' },
  operation: { description: 'Work that was accepted, and is done later.' },
  webhooks: { description: 'The webhook endpoints of the partner.' },
  endpoint: { description: 'The webhook endpoint that these deliveries are of.' },
  deliveries: { description: 'What was sent to a webhook endpoint, and what came of it.' },
  'roll-secret': { description: '`POST` gives a webhook endpoint a new secret.' },
  test: { description: '`POST` sends a test event to a webhook endpoint.' },
  replay: { description: '`POST` sends events to a webhook endpoint again.' },
  keys: { description: 'The keys of the partner.' },
  roll: { description: '`POST` gives a key a successor.' },
  usage: { description: 'What was asked by each key, and what is left of the limits.' },
};
