/** The rate limits of a process: its policies, the rates in LIMITS_FILE, and the store of usage. */

import { createLiveDocument, parseJson } from '@frontage/http-server/config';
import type { Stage } from '@frontage/http-server/stack';
import type { Logger } from '@frontage/observability';
import { z } from 'zod';
import type { Principal } from '@frontage/policy';
import { toLimitState, type LimitState } from './fields.ts';
import { createLimiter } from './limiter.ts';
import { limit } from './limit.stage.ts';
import { createMemoryStore } from './memory-store.ts';
import { compile, type LimitPolicy, type Rates } from './policy.ts';
import { sharedOrLocal } from './shared-or-local.ts';
import type { LimitStore } from './store.ts';

/** Variables of a process with rate limits: spread them into its schema. */
export const rateLimitConfig = {
  LIMITS_FILE: z
    .string()
    .optional()
    .describe('JSON file of rates by the name of the limit, read again when it changes (libs/rate-limit/README.md)'),
  LIMITS_FACTOR: z.coerce
    .number()
    .positive()
    .max(1_000_000)
    .default(1)
    .describe('every limit is multiplied with it, those of LIMITS_FILE too'),
};

export interface RateLimitsOptions {
  readonly policies: readonly LimitPolicy[];
  readonly config: {
    readonly LIMITS_FILE?: string | undefined;
    readonly LIMITS_FACTOR: number;
    readonly REPLICAS: number;
  };
  /** Store that instances share. Default: the memory of this process alone. */
  readonly shared?: LimitStore | undefined;
  readonly log: Logger;
  /** Called with the name of each limit that was exceeded. */
  readonly onRefused?: (policy: string) => void;
}

export interface RateLimits {
  readonly stage: Stage;
  /** State of every limit on a principal, without a charge. Limits by address have none. */
  stateFor(principal: Principal): Promise<readonly LimitState[]>;
  /** Reads LIMITS_FILE again now, if it has changed. */
  look(): Promise<void>;
  close(): void;
}

const rate = z.strictObject({ limit: z.int().positive(), windowSeconds: z.int().positive() });
const rates = z.union([rate, z.strictObject({ standard: rate, gold: rate, premium: rate })]);

/**
 * Creates the stage and its store.
 *
 * Throws a ConfigError when LIMITS_FILE cannot be read, and another error when the policies contradict each other.
 */
export function createRateLimits({ policies, config, shared, log, onRefused }: RateLimitsOptions): RateLimits {
  const compileWith = (changed: Readonly<Record<string, Rates>>) =>
    compile(
      policies.map((policy) => ({ ...policy, rate: changed[policy.name] ?? policy.rate })),
      config.LIMITS_FACTOR,
    );
  const schema = z.strictObject(Object.fromEntries(policies.map(({ name }) => [name, rates.optional()])));
  const document = createLiveDocument({
    variable: 'LIMITS_FILE',
    file: config.LIMITS_FILE,
    empty: compileWith({}),
    parse: (text) => compileWith(parseJson(schema, text) as Readonly<Record<string, Rates>>),
    log,
  });
  const local = createMemoryStore();
  const onError = (error: unknown): void => log.error({ err: error }, 'the shared store of limits does not work');
  const store = shared ? sharedOrLocal({ shared, local, replicas: config.REPLICAS, onError }) : local;
  const limiter = createLimiter({ policies: () => document.current, store, ...(onRefused && { onRefused }) });
  return {
    stage: limit(limiter),
    stateFor: async (principal) => (await limiter.read(principal)).map(toLimitState),
    look: () => document.look(),
    close: () => document.close(),
  };
}
