/** Environment variables of the phone on the command line. */

import { z } from 'zod';

/** Address of this machine's house, whose ports may have been moved. */
const local = (port: number, offset: number): string => `http://127.0.0.1:${port + offset}`;

export const configSchema = z
  .object({
    MOBILE_BFF_URL: z.url().optional().describe('mobile-bff; default port 4100 of this machine'),
    OIDC_ISSUER: z
      .url()
      .optional()
      .describe('the identity provider: its issuer identifier; default port 4300 of this machine'),
    FRONTAGE_PORT_OFFSET: z.coerce
      .number()
      .int()
      .min(0)
      .max(60_000)
      .default(0)
      .describe('number added to the default ports, as for `npm start`'),
    PHONE_STATE: z
      .string()
      .min(1)
      .default('.data/sample-phone/state.json')
      .describe('file of what survives the end of the app'),
    BROWSER: z
      .string()
      .optional()
      .describe('program that opens an address, given as its last argument; default that of the system'),
  })
  .transform(({ FRONTAGE_PORT_OFFSET: offset, ...env }) => ({
    mobileBffUrl: env.MOBILE_BFF_URL ?? local(4100, offset),
    issuer: env.OIDC_ISSUER ?? local(4300, offset),
    stateFile: env.PHONE_STATE,
    browser: env.BROWSER,
  }));

export type Config = z.output<typeof configSchema>;

/** Reads the configuration. Ends the process with 78 and a message when it is wrong. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const { data, error } = configSchema.safeParse(env);
  if (data) return data;
  process.stderr.write(`${z.prettifyError(error)}\n`);
  process.exit(78);
}
