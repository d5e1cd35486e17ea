/** Environment variables of the receiver. */

import { z } from 'zod';

export const configSchema = z.object({
  WEBHOOK_SECRET: z
    .string()
    .startsWith('whsec_')
    .describe('secret of the webhook endpoint, as it was shown when it was created'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4999).describe('port to listen on, on loopback'),
});

export type Config = z.output<typeof configSchema>;

/** Reads the configuration. Ends the process with 78 and a message when it is wrong. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const { data, error } = configSchema.safeParse(env);
  if (data) return data;
  process.stderr.write(`${z.prettifyError(error)}\n`);
  process.exit(78);
}
