/** Configuration: every environment variable of this process. */

import { parseConfig, serverConfig } from '@frontage/http-server/config';
import { messagingConfig } from '@frontage/messaging';
import { isLoopbackHost } from '@frontage/network-address';
import { z } from 'zod';

/** The variables, their defaults and their meaning. The README's table is generated from it. */
export const configSchema = z
  .object({
    ...serverConfig({ port: 4408 }),
    FRONTAGE_DATA_DIR: z.string().min(1).default('.data').describe('folder of the messages'),
    MESSAGE_LOG_TOKEN: z
      .string()
      .regex(/^[\w.~-]{16,128}$/, 'must be 16 to 128 letters, digits or . _ ~ -')
      .optional()
      .describe(
        'token that clients must have, in their MESSAGE_LOG_URL; required in production, and where HOST is not loopback',
      ),
    MESSAGE_LOG_MAX_BYTES: z.coerce
      .number()
      .int()
      .min(1_000_000)
      .max(4_000_000_000)
      .default(268_435_456)
      .describe(
        'most bytes of messages that are not handled, dead letters included; further ones are refused until groups catch up',
      ),
  })
  .refine(({ MESSAGE_LOG_TOKEN, HOST }) => MESSAGE_LOG_TOKEN !== undefined || isLoopbackHost(HOST), {
    path: ['MESSAGE_LOG_TOKEN'],
    message: 'must be set where HOST is not loopback: whoever reaches the port may do everything',
  })
  .refine(({ MESSAGE_LOG_TOKEN, NODE_ENV }) => MESSAGE_LOG_TOKEN !== undefined || NODE_ENV !== 'production', {
    path: ['MESSAGE_LOG_TOKEN'],
    message: 'must be set in production: whoever reaches the port may do everything',
  });

export type Config = Readonly<z.output<typeof configSchema>>;

/** Reads the configuration. Throws a ConfigError that names every bad variable. */
export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  parseConfig(configSchema, env);

const messagesSchema = z
  .object(messagingConfig({ without: 'the log that npm start runs' }))
  .transform(({ AMQP_URL, MESSAGE_LOG_URL = 'log://127.0.0.1:4408' }) => ({ AMQP_URL, MESSAGE_LOG_URL }));

/** Reads the configuration of the messages command. Throws a ConfigError that names every bad variable. */
export const readMessagesConfig = (env: Readonly<Record<string, string | undefined>> = process.env) =>
  parseConfig(messagesSchema, env);
