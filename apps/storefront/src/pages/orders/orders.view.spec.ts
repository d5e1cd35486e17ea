import type { Status } from '../../parts/order-status/order-status.ts';
import { motionOf } from './orders.view.ts';

const orders = (...statuses: readonly Status[]) => statuses.map((status, at) => ({ id: `o-${at}`, status }));

describe('orders on the move', () => {
  it('are those that may still change', () => {
    expect(motionOf(orders('PENDING', 'DELIVERED', 'PAID', 'CANCELLED', 'SHIPPED'))).toBe(
      'o-0 PENDING,o-2 PAID,o-4 SHIPPED',
    );
    expect(motionOf(orders('DELIVERED', 'CANCELLED'))).toBeUndefined();
    expect(motionOf([])).toBeUndefined();
  });

  it('have another text after each step', () => {
    expect(motionOf(orders('PAID'))).not.toBe(motionOf(orders('SHIPPED')));
  });

  it('are looked for where the list is read again', () => {
    const many = Array.from({ length: 10 }, (): Status => 'DELIVERED');
    expect(motionOf(orders(...many, 'PAID'))).toBeUndefined();
  });
});
