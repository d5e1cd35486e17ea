/** The process that generates load: one order at a time. */

import type { FromChild, ToChild } from '../child-messages.ts';
import { generate } from './generate.ts';
import type { Order } from './load-order.ts';
import { playSideBySide } from './side-by-side.ts';

const tell = (message: FromChild): void => void process.send?.(message);

process.on('message', (message: ToChild) => {
  if (message.kind !== 'work') return;
  const order = message.order as Order;
  (order.kind === 'load' ? generate(order) : playSideBySide(order)).then(
    (outcome) => tell({ kind: 'done', outcome }),
    (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
