/** Configuration: one schema per process; all problems are reported at once, by variable. */

import { isBlockedPort, isLoopback, isLoopbackHost, isPlainHttp } from '@frontage/network-address';
import { logLevels } from '@frontage/observability';
import { z } from 'zod';
import { trustProxy } from './client-address.ts';
import { unfitForProduction, type ProductionRules } from './production.ts';

/** Bad configuration. The process exits with 78 (EX_CONFIG) before it opens a port. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const port = z.coerce.number().int().min(0).max(65_535);

/** Parses a JSON document that is reloaded at run time. Throws with every flaw. */
export function parseJson<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; '));
}

/** Variables of every process. Spread into the process' own schema, first. */
export const serverConfig = (defaults: { readonly port: number; readonly adminPort?: number }) => ({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production refuses development defaults; known keys are seeded only where development or test is said'),
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
  PORT: port.default(defaults.port).describe('port of the public surface'),
  ADMIN_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('address of the admin surface; anything but loopback needs ADMIN_TOKEN'),
  ADMIN_PORT: (defaults.adminPort === undefined ? port.optional() : port.default(defaults.adminPort)).describe(
    'port of the admin surface (`/metrics`)',
  ),
  ADMIN_TOKEN: z.string().min(16).optional().describe('bearer token of the admin surface'),
  LOG_LEVEL: z.enum(logLevels).default('info').describe('least severe level that is logged'),
  MAX_IN_FLIGHT: z.coerce
    .number()
    .int()
    .min(1)
    .default(1_000)
    .describe('most requests answered at once; more are refused with 503'),
  MAX_LAG_MS: z.coerce
    .number()
    .int()
    .min(1)
    .default(100)
    .describe('lag of the event loop beyond which requests are refused with 503, in milliseconds'),
  KEEP_ALIVE_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(3_600_000)
    .default(65_000)
    .describe(
      'time that a connection without a request stays open, in milliseconds: longer than the proxy in front keeps it (60 s with most)',
    ),
  MAX_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(10_000)
    .describe('most connections at once; more are closed unanswered'),
  REPLICAS: z.coerce.number().int().min(1).max(1_000).default(1).describe('number of instances of this process'),
  DRAIN_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(120_000)
    .default(0)
    .describe('time to keep serving after SIGTERM, not ready, before closing, in milliseconds'),
  DRAIN_LIMIT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(10_000)
    .describe('time that requests under way get after that, in milliseconds; then their connections are closed'),
});

/** Variables about client addresses. Spread into the schema of a process that clients reach. */
export const addressConfig = {
  TRUST_PROXY: trustProxy
    .prefault('0')
    .describe('proxies whose `X-Forwarded-For` is trusted: their number, or their networks; 0 is none'),
  ADDRESSES_FILE: z
    .string()
    .optional()
    .describe('JSON file of allow and deny lists, read again when it changes (libs/http-server/README.md)'),
};

/** Variables about time budgets. Spread into the schema of a process whose operations have budgets. */
export const budgetConfig = {
  BUDGET_FACTOR: z.coerce
    .number()
    .min(0.1)
    .max(1_000)
    .default(1)
    .describe(
      'the time that each operation and each of its calls may take is multiplied with it: for breakpoints, and for slow machines',
    ),
};

/** Asks whether a URL is safe to trust. Over http anybody in between could change the answer, except on loopback. */
const isSafe = (url: string): boolean => URL.parse(url)?.protocol === 'https:' || (isPlainHttp(url) && isLoopback(url));
const needsTls = 'or http on a loopback address';

/**
 * Client id at the identity provider (RFC 6749 appendix A.1). Many providers choose ids themselves. `name` is the id at our own provider,
 * and the default.
 */
export const clientId = (name: string) =>
  z
    .string()
    .regex(/^[ -~]{1,255}$/, 'must be 255 printable ASCII characters at most')
    .default(name)
    .describe('id of the OAuth client at the identity provider');

/** Issuer identifier (OpenID Connect Discovery 1.0 §3). Kept as written, as a slash at the end matters. */
const issuerIdentifier = z
  .string()
  .refine(
    (text) => isSafe(text) && !/[?#@\s]/.test(text),
    `must be an https address ${needsTls}, without a query or a fragment`,
  );

const originList = z.string().transform((text, context): readonly string[] => {
  const origins = text.split(',').map((origin) => origin.trim());
  const wrong = origins.filter((origin) => URL.parse(origin)?.origin !== origin || !isSafe(origin));
  if (wrong.length === 0) return origins;
  const message = `must be https origins ${needsTls}, without a path or a slash at the end, separated by commas: ${wrong.join(', ')}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** Variables about the identity provider. Spread into the schema of a process that trusts it. */
export const issuerConfig = {
  OIDC_ISSUER: issuerIdentifier
    .default('http://127.0.0.1:4300')
    .describe('the identity provider: its issuer identifier, to the letter'),
  OIDC_ORIGINS: originList
    .optional()
    .describe('origins of its endpoints and keys, separated by commas, if they are not all at that of OIDC_ISSUER'),
  INSECURE_ISSUER: z
    .stringbool()
    .default(false)
    .describe('accepts in production an http issuer on a loopback address, for measurements on one machine'),
};

/** Words that a header may carry in quotes (RFC 6749 appendix A). */
export const words = z
  .string()
  .regex(/^[!#-[\]-~]+( [!#-[\]-~]+)*$/, 'must be words separated by one space')
  .transform((text): readonly string[] => text.split(' '));

const names = z.string().transform((text) => text.split(',').map((name) => name.trim()));
const claim = z.string().min(1).max(255);

/** Variables about roles and tier. Spread into the schema of a process that reads people's tokens. */
export const gradesConfig = {
  OIDC_ROLES_CLAIM: claim
    .default('roles')
    .describe('claim with a person’s roles or groups; a path (`realm_access.roles`) if no claim is called so'),
  OIDC_TIER_CLAIM: claim.default('tier').describe('claim with a customer’s tier: `standard`, `gold` or `premium`'),
  OIDC_SUPPORT_ROLES: names
    .prefault('support')
    .describe('roles that make somebody a support agent, separated by commas: names, or ids of groups'),
  OIDC_CUSTOMER_ROLES: names.prefault('customer').describe('roles that make somebody a customer, likewise'),
  OIDC_DEFAULT_ROLE: z
    .enum(['customer', 'none'])
    .default('customer')
    .describe('role of a person who has none of these; `none` makes a visitor in the browser, and 403 elsewhere'),
};

/** Rules for reading roles and tier, from the environment. */
export const gradesOf = (config: z.output<z.ZodObject<typeof gradesConfig>>) => ({
  rolesClaim: config.OIDC_ROLES_CLAIM,
  tierClaim: config.OIDC_TIER_CLAIM,
  supportRoles: config.OIDC_SUPPORT_ROLES,
  customerRoles: config.OIDC_CUSTOMER_ROLES,
  defaultRole: config.OIDC_DEFAULT_ROLE,
});

type TokenRequest = Readonly<Record<string, string>>;

/**
 * Token requests: one form for all services, and others for some. `scope=act&resource=urn:frontage:{service}
 * orders?scope=api://5f7c/.default`
 */
const tokenRequests = z.string().transform((text, context): ((service: string) => TokenRequest) => {
  const forms = new Map<string, string>();
  for (const part of text.trim().split(/\s+/)) {
    const [, service = '', form = ''] = /^(?:([a-z][a-z0-9-]*)\?)?(.+)$/.exec(part) ?? [];
    const parameters = [...new URLSearchParams(form)];
    const isGood =
      !form.startsWith('?') &&
      parameters.every(([name, value]) => /^(scope|resource|audience)$/.test(name) && value !== '');
    if (!isGood || forms.has(service)) {
      const message = `must be forms of scope, resource and audience, separated by spaces, each for all services or \`service?…\` for one: ${part}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    forms.set(service, form);
  }
  return (service) => {
    const form = new URLSearchParams(forms.get(service) ?? forms.get('') ?? '');
    return Object.fromEntries([...form].map(([name, value]) => [name, value.replaceAll('{service}', service)]));
  };
});

/** Variables about service tokens. Spread into the schema of a process that calls services. */
export const serviceTokenConfig = {
  SERVICE_TOKEN_REQUESTS: tokenRequests
    .prefault('scope=act&resource=urn:frontage:{service}')
    .describe('parameters of requests for service tokens: `scope`, `resource`, `audience` (docs/providers.md)'),
};

/** Origins of the identity provider: the issuer's own, and those of OIDC_ORIGINS. */
export const providerOrigins = (config: {
  readonly OIDC_ISSUER: string;
  readonly OIDC_ORIGINS?: readonly string[] | undefined;
}): readonly string[] => [new URL(config.OIDC_ISSUER).origin, ...(config.OIDC_ORIGINS ?? [])];

/** Configuration of every process. */
export type ServerConfig = z.infer<z.ZodObject<ReturnType<typeof serverConfig>>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a process' configuration. Throws a ConfigError with every problem. Empty variables count as absent. */
export function parseConfig<T extends z.ZodType>(
  schema: T,
  env: Environment,
  rules: ProductionRules = {},
): z.output<T> {
  const present = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  const parsed = schema.safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || 'configuration'}: ${issue.message}`);
  if (present['ADMIN_HOST'] !== undefined && !isLoopbackHost(present['ADMIN_HOST']) && !present['ADMIN_TOKEN']) {
    problems.push('ADMIN_TOKEN: is required because ADMIN_HOST is not a loopback address');
  }
  if (present['NODE_ENV'] !== 'production') problems.push(...blockedPorts(present));
  // A process that refuses production reports only that.
  const isRefused = problems.some((problem) => problem.startsWith('NODE_ENV:'));
  if (present['NODE_ENV'] === 'production' && !isRefused) problems.push(...unfitForProduction(schema, present, rules));
  if (problems.length > 0) throw new ConfigError(problems);
  return parsed.data as z.output<T>;
}

/** Ports that browsers and fetch refuse. Allowed in production, where a proxy in front may reach them. */
const blockedPorts = (present: Readonly<Record<string, string>>): string[] =>
  Object.entries(present)
    .filter(([name, text]) => /^(ADMIN_)?PORT$/.test(name) && isBlockedPort(Number(text)))
    .map(
      ([name, text]) =>
        `${name}: browsers and fetch refuse to talk to port ${text}; take another (https://fetch.spec.whatwg.org/#port-blocking)`,
    );
