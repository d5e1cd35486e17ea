/** Configuration: one schema per process, every problem reported at once, by variable name. */

import { logLevels } from '@frontage/observability';
import { z } from 'zod';

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
const loopback = ['127.0.0.1', '::1', 'localhost'];

/** The variables that every process has. Spread into the process' own schema, first. */
export const serverConfig = (defaults: { readonly port: number; readonly adminPort?: number }) => ({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production refuses development defaults'),
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
    .describe('how late the event loop may be before requests are refused with 503, in milliseconds'),
  REPLICAS: z.coerce.number().int().min(1).max(1_000).default(1).describe('how many instances of this process run'),
  DRAIN_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(120_000)
    .default(0)
    .describe('how long to keep serving after SIGTERM, not ready, before closing'),
});

/** What every process' configuration has. */
export type ServerConfig = z.infer<z.ZodObject<ReturnType<typeof serverConfig>>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a process' configuration; throws a ConfigError with everything that is wrong. Empty variables count as absent. */
export function parseConfig<T extends z.ZodType>(schema: T, env: Environment): z.output<T> {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || 'configuration'}: ${issue.message}`);
  if (present['ADMIN_HOST'] !== undefined && !loopback.includes(present['ADMIN_HOST']) && !present['ADMIN_TOKEN']) {
    problems.push('ADMIN_TOKEN: is required because ADMIN_HOST is not a loopback address');
  }
  if (parsed.success && present['NODE_ENV'] === 'production')
    problems.push(...developmentDefaults(parsed.data as object));
  if (problems.length > 0) throw new ConfigError(problems);
  return parsed.data as z.output<T>;
}

/** Secrets that everybody knows: by convention their values say `development`. */
const developmentDefaults = (config: object): string[] =>
  Object.entries(config)
    .filter(([name, value]) => /_(SECRET|PEPPER|KEY|KEYS|TOKEN)$/.test(name) && /development/.test(String(value)))
    .map(([name]) => `${name}: holds a development default, which production refuses`);
