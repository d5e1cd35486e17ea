/** Errors of a broker: those that pass, and those that an operator has to end. */

import { Failure } from '@frontage/errors';
import { AMQPError } from 'rabbitmq-client';

/** Failure of a broker that cannot be reached, is blocked, or does not confirm. */
export const unavailable = (cause: unknown): Failure =>
  new Failure('UNAVAILABLE', 'The message broker that this needs cannot be reached.', { service: 'rabbitmq', cause });

/** Reply codes by which the broker refuses something for good (AMQP 0-9-1, section 1.2). */
const refusals: readonly string[] = [
  'ACCESS_REFUSED',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'PRECONDITION_FAILED',
  'RESOURCE_LOCKED',
];

/** Error as an operator should read it. The text of the broker holds names of queues and users, and no password. */
export function explained(error: unknown, what: string): Error {
  if (!(error instanceof AMQPError) || !refusals.includes(error.code)) {
    return new Error(`RabbitMQ: ${what} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return new Error(`RabbitMQ refuses ${what}: ${error.message}. ${advice(error)}`.trimEnd(), { cause: error });
}

function advice({ code, message }: AMQPError): string {
  if (code === 'PRECONDITION_FAILED' && message.includes('inequivalent')) {
    return 'It exists with other arguments: delete it, or choose another prefix.';
  }
  if (code === 'ACCESS_REFUSED' && message.includes('Login')) return 'Check user name and password of AMQP_URL.';
  if (code === 'ACCESS_REFUSED') return 'Check the permissions of the user of AMQP_URL.';
  if (code === 'NOT_ALLOWED') return 'Check the virtual host of AMQP_URL.';
  return '';
}

export const isRefusal = (error: unknown): boolean => error instanceof AMQPError && refusals.includes(error.code);

/** Whether an explained error says that a queue is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof AMQPError && error.cause.code === 'NOT_FOUND';
