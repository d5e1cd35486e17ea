/** The limits of a process: its policies, what LIMITS_FILE says about them, and where tallies are kept. */

import { createLiveDocument, parseJson, type Stage } from '@frontage/http-server';
import type { Logger } from '@frontage/observability';
import { z } from 'zod';
import { createLimiter } from './limiter.ts';
import { limit } from './limit.stage.ts';
import { createMemoryStore } from './memory-store.ts';
import { compile, type LimitPolicy, type Rates } from './policy.ts';
import { sharedOrLocal } from './shared-or-local.ts';
import type { LimitStore } from './store.ts';

/** Spread into the schema of a process that has limits. */
export const limitConfig = {
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

export interface LimitsOptions {
  readonly policies: readonly LimitPolicy[];
  readonly config: {
    readonly LIMITS_FILE?: string | undefined;
    readonly LIMITS_FACTOR: number;
    readonly REPLICAS: number;
  };
  /** What instances share. Default: memory of this process alone. */
  readonly shared?: LimitStore | undefined;
  readonly log: Logger;
  /** Told the name of each limit that somebody has come up against. */
  readonly onRefused?: (policy: string) => void;
}

export interface Limits {
  readonly stage: Stage;
  /** Looks at LIMITS_FILE now. */
  look(): Promise<void>;
  close(): void;
}

const rate = z.strictObject({ limit: z.int().positive(), windowSeconds: z.int().positive() });
const rates = z.union([rate, z.strictObject({ standard: rate, gold: rate, premium: rate })]);

/** Creates the stage. Throws a ConfigError when LIMITS_FILE cannot be read, and another error when the policies contradict each other. */
export function createLimits({ policies, config, shared, log, onRefused }: LimitsOptions): Limits {
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
  return {
    stage: limit(createLimiter({ policies: () => document.current, store, ...(onRefused && { onRefused }) })),
    look: () => document.look(),
    close: () => document.close(),
  };
}
