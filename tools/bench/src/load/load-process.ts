/** The process that generates load: one order at a time. */

import type { FromChild, ToChild } from '../child-messages.ts';
import { generate } from './generate.ts';
import type { LoadOrder } from './load-order.ts';

const tell = (message: FromChild): void => void process.send?.(message);

process.on('message', (message: ToChild) => {
  if (message.kind !== 'work') return;
  generate(message.order as LoadOrder).then(
    (outcome) => tell({ kind: 'done', outcome }),
    (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
