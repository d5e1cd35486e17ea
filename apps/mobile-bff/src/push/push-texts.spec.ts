import { orderEventTypes } from '@frontage/orders-client/bounds';
import { textsOf } from './push-texts.ts';

describe('texts of notifications', () => {
  it.each(Object.values(orderEventTypes))('of %s are English and German, and name the order', (type) => {
    const of = (locale: string) => textsOf({ type, orderId: 'o-17' }, locale);
    expect(of('de-AT')).toEqual(of('de'));
    expect(of('fr-FR')).toEqual(of('en-IE'));
    expect(of('den')).toEqual(of('en'));
    expect(of('de').title).not.toBe(of('en').title);
    for (const locale of ['de', 'en']) expect(of(locale).body).toContain('o-17');
  });
});
