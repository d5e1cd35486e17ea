/** Orders by messaging: places them as commands come, and publishes what came of each. */

import type { Caller } from '@frontage/call';
import { newTrace, parseTraceparent, type Trace } from '@frontage/call/headers';
import { isFailure, type FailureCode } from '@frontage/errors';
import { readBody, type Messaging } from '@frontage/messaging';
import { placeCommandTopic, readPlaceCommand, toOwner, toPlaceResult } from '@frontage/orders-client';
import type { placeOrder } from '@frontage/orders-client/contract';
import type { z } from 'zod';
import { inFlightReason } from './idempotency.ts';

/** Order to place, whoever brings it. */
export interface Placing {
  readonly caller: Caller;
  readonly body: z.output<typeof placeOrder.body>;
  readonly idempotencyKey: string | undefined;
  readonly trace: Trace;
  readonly budgetMs: number | undefined;
}

export interface PlaceCommandsOptions {
  readonly messaging: Pick<Messaging, 'subscribe' | 'publish'>;
  /** Places an order once per key, and returns its id. */
  readonly place: (placing: Placing) => Promise<string>;
}

/** Time for one order, in milliseconds. */
const budgetMs = 10_000;

/** Decisions by the domain: an order that is refused is refused for good. Everything else may pass. */
const final: ReadonlySet<FailureCode> = new Set([
  'CONFLICT',
  'UNPROCESSABLE',
  'INVALID_INPUT',
  'FORBIDDEN',
  'NOT_FOUND',
]);

/**
 * Serves commands to place orders. A command waits until its order is placed or refused, however long that takes, and holds up the later ones
 * of its owner meanwhile; its result is published before it is acknowledged.
 */
export function servePlaceCommands({ messaging, place }: PlaceCommandsOptions): ReturnType<Messaging['subscribe']> {
  const group = { group: placeCommandTopic, topics: [placeCommandTopic], retry: { attempts: Infinity } };
  return messaging.subscribe(group, async (message) => {
    const { operation_id, number, owner, order: body } = readBody(message, readPlaceCommand);
    const placing = {
      caller: toOwner(owner),
      body,
      idempotencyKey: message.id,
      trace: parseTraceparent(message.traceparent) ?? newTrace(),
      budgetMs,
    };
    const outcome = await place(placing).then(
      (orderId) => ({ order_id: orderId }),
      (error: unknown) => ({ failure: refusalOf(error) }),
    );
    const result = toPlaceResult(message, { operation_id, number, ...outcome }, new Date().toISOString());
    await messaging.publish([result]);
  });
}

/** Refusal to tell. Throws what may pass, so that the command is tried again. */
function refusalOf(error: unknown): { code: FailureCode; detail: string; reason?: string } {
  if (!isFailure(error) || !final.has(error.code) || error.reason === inFlightReason) throw error;
  return { code: error.code, detail: error.message, ...(error.reason !== undefined && { reason: error.reason }) };
}
