/** Configuration: every environment variable of this process. */

import { parseConfig, serverConfig } from '@frontage/http-server/config';
import { z } from 'zod';

const isOrigin = (text: string): boolean => URL.parse(text)?.origin === text && /^https?:/.test(text);
const origin = z.string().refine(isOrigin, 'must be an http or https origin, without a path or a slash at the end');
/** RFC 6749 appendix A.2 allows more characters; these need no escaping in a Basic header. */
const secret = z.string().regex(/^[A-Za-z0-9._~-]{16,128}$/, 'must be 16 to 128 letters, digits or . _ ~ -');
const clientSecret = (clientId: string) =>
  secret.default(`${clientId}-development-secret`).describe(`secret of the client \`${clientId}\``);

/** The variables, their defaults and their meaning. The README's table is generated from it. */
export const configSchema = z
  .object({
    ...serverConfig({ port: 4300 }),
    NODE_ENV: z
      .enum(['development', 'test'], 'must not be production: this is a development provider with known passwords')
      .default('development')
      .describe('`production` is refused'),
    OIDC_ISSUER: origin.optional().describe('issuer identifier; default `http://127.0.0.1:<PORT>`'),
    FRONTAGE_DATA_DIR: z.string().min(1).default('.data').describe('folder of the keys'),
    WEB_BFF_URL: origin.default('http://localhost:4000').describe('web-bff as the browser reaches it'),
    WEB_BFF_BACKCHANNEL_URL: origin
      .optional()
      .describe('web-bff as this process reaches it; default WEB_BFF_URL with 127.0.0.1 for localhost'),
    ACCESS_TOKEN_TTL_S: z.coerce
      .number()
      .int()
      .min(1)
      .max(86_400)
      .default(300)
      .describe("lifetime of a user's access token, in seconds"),
    WEB_BFF_CLIENT_SECRET: clientSecret('web-bff'),
    MOBILE_BFF_CLIENT_SECRET: clientSecret('mobile-bff'),
    PARTNER_BFF_CLIENT_SECRET: clientSecret('partner-bff'),
    DOMAIN_SERVICES_CLIENT_SECRET: clientSecret('domain-services'),
  })
  .refine(({ PORT, OIDC_ISSUER }) => PORT !== 0 || OIDC_ISSUER !== undefined, {
    path: ['PORT'],
    message: 'must be a known port, because it is part of the issuer, unless OIDC_ISSUER is set',
  })
  .transform((env) => ({
    ...env,
    OIDC_ISSUER: env.OIDC_ISSUER ?? `http://127.0.0.1:${env.PORT}`,
    WEB_BFF_BACKCHANNEL_URL: env.WEB_BFF_BACKCHANNEL_URL ?? toLoopback(env.WEB_BFF_URL),
  }));

export type Config = Readonly<z.output<typeof configSchema>>;

/** Reads the configuration. Throws a ConfigError that names every bad variable. */
export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config =>
  parseConfig(configSchema, env);

/** Replaces `localhost`, which may be ::1 to a server process, while web-bff listens on 127.0.0.1. */
function toLoopback(url: string): string {
  const parsed = new URL(url);
  if (parsed.hostname === 'localhost') parsed.hostname = '127.0.0.1';
  return parsed.origin;
}
