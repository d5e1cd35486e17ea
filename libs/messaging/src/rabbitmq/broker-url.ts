/** Address of a RabbitMQ broker, in a configuration schema. */

import { z } from 'zod';

/**
 * Finds the fault of an address, or undefined. The message never repeats the address, which holds a password, and is printed and logged.
 */
function wrongWith(text: string): string | undefined {
  if (!URL.canParse(text) || !text.includes('://')) return 'is not a URL; use amqp://user:password@host:5672/vhost';
  const { protocol, hostname, pathname, username, password } = new URL(text);
  if (protocol !== 'amqp:' && protocol !== 'amqps:') return 'has an unknown scheme; use amqp or amqps';
  if (hostname === '') return 'names no host';
  if (pathname.split('/').length > 2) return 'may hold only a virtual host after the host; write a slash in it as %2F';
  return [username, password, pathname].every(isDecodable) ? undefined : 'has a malformed percent-encoding';
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Schema of `AMQP_URL`: `amqp://` or `amqps://` (TLS), with user, password and virtual host. */
export const amqpUrl = z.string().superRefine((text, context) => {
  const message = wrongWith(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});
