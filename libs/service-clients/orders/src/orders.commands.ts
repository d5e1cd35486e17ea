/** Commands to the orders service by messaging, and their results: orders that are placed later. */

import { isFailureCode } from '@frontage/errors';
import type { Message } from '@frontage/messaging';
import { z } from 'zod';
import { toOwnerWire, toPlaceBody, type OrderOwner, type OrderRequest } from './orders.client.ts';
import { ownerWire, placeOrder } from './orders.contract.ts';

/** Topics of the command and of its result. The group of the command has its name. */
export const [placeCommandTopic, placeResultTopic] = ['orders.place', 'orders.place_result'] as const;

const position = { operation_id: z.string().min(1).max(60), number: z.number().int().min(0) };

const placeCommand = z.object({
  ...position,
  owner: ownerWire.extend({ owner_id: z.string().min(1).max(255) }),
  order: placeOrder.body,
});

const placeResult = z.union([
  z.object({ ...position, order_id: z.string() }),
  z.object({
    ...position,
    failure: z.object({
      code: z.string().refine(isFailureCode, 'is no code of a failure'),
      detail: z.string(),
      reason: z.string().optional(),
    }),
  }),
]);

export interface PlaceCommand {
  /** Operation that it belongs to, and its position there. */
  readonly operationId: string;
  readonly number: number;
  readonly owner: OrderOwner;
  readonly request: Omit<OrderRequest, 'idempotencyKey'>;
}

/**
 * Makes the message of a command. Its id is the Idempotency-Key under which the order is placed, so that a repetition places no second one;
 * its key is the owner in one mode, whose orders are placed in order.
 */
export function toPlaceMessage(
  { operationId, number, owner, request }: PlaceCommand,
  { at, traceparent }: Pick<Message, 'at' | 'traceparent'>,
): Message {
  const data: z.input<typeof placeCommand> = {
    operation_id: operationId,
    number,
    owner: toOwnerWire(owner),
    order: toPlaceBody(request),
  };
  const key = `${owner.mode === 'test' ? 'test-' : ''}${owner.kind}:${owner.id}`.slice(0, 200);
  return { id: `${operationId}-${number}`, topic: placeCommandTopic, key, at, data, traceparent };
}

/** Reads a command, for the service. Throws for a malformed body. */
export const readPlaceCommand = (data: unknown): z.output<typeof placeCommand> => placeCommand.parse(data);

type PlaceResult = z.output<typeof placeResult>;

/** Makes the message of a result, for the service. The same command has the same result, under the same id. */
export const toPlaceResult = (command: Message, data: z.input<typeof placeResult>, at: string): Message => ({
  id: `${command.id}-result`,
  topic: placeResultTopic,
  key: command.key,
  at,
  data,
  traceparent: command.traceparent,
});

/** Reads a result. Throws for a malformed body. */
export const readPlaceResult = (data: unknown): PlaceResult => placeResult.parse(data);
