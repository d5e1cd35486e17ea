/** Experiments at run time: the switches of operators, the arm of each caller, and the exposures that tell of it. */

import { createLiveDocument, parseJson } from '@frontage/http-server/config';
import type { OperationContext } from '@frontage/graphql-server';
import type { Logger, Metrics } from '@frontage/observability';
import type { Principal } from '@frontage/policy';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { assign, type Experiment } from './experiment.ts';
import { running, type ArmOf, type ExperimentName } from './running.ts';
import type { Visitors } from './visitors.ts';

/** Variable of the file with the switches: spread it into the schema of the process. */
export const experimentsConfig = {
  EXPERIMENTS_FILE: z
    .string()
    .optional()
    .describe('JSON file of experiments: switch, share and weights by name, read again when it changes (README.md)'),
};

/** Experiments of one operation. */
export interface OperationExperiments {
  /** Arm of the caller. Asking is using it: the caller is exposed. */
  armOf<Name extends ExperimentName>(name: Name): ArmOf<Name>;
}

export interface Experiments {
  of(operation: Pick<OperationContext, 'principal' | 'http'>): OperationExperiments;
  /** Reads EXPERIMENTS_FILE again now, if it has changed. */
  look(): Promise<void>;
  close(): void;
}

export interface ExperimentsOptions {
  /** Path of EXPERIMENTS_FILE. Undefined: experiments run as they are declared. */
  readonly file: string | undefined;
  readonly visitors: Visitors;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'experimentExposed'>;
}

/** Time for which the same exposure is not told again, in milliseconds. */
const exposureMs = 24 * 60 * 60_000;
/** Exposures that are remembered; beyond it, the oldest is told again. */
const maxExposures = 50_000;

/** Experiment as operators have left it; undefined is off. */
type Settings = Readonly<Record<ExperimentName, Experiment | undefined>>;

/** Opens the experiments. Throws a ConfigError for a file that cannot be read; later, such a file changes nothing but a line in the log. */
export function openExperiments({ file, visitors, log, metrics }: ExperimentsOptions): Experiments {
  const settings = createLiveDocument<Settings>({
    variable: 'EXPERIMENTS_FILE',
    file,
    empty: running,
    parse: (text) => settingsOf(parseJson(fileSchema, text)),
    log,
  });
  // By size, and not by `max`: that would make room for all of them at the start, 3 MB.
  const told = new LRUCache<string, true>({ maxSize: maxExposures, sizeCalculation: () => 1, ttl: exposureMs });

  function expose(experiment: ExperimentName, arm: string, subject: string, unit: string): void {
    const key = `${experiment} ${arm} ${subject}`;
    if (told.has(key)) return;
    told.set(key, true);
    metrics.experimentExposed({ experiment, arm });
    log.info({ experiment, arm, subject, unit }, 'experiment exposure');
  }

  return {
    of: ({ principal, http }) => {
      // One caller in one operation, also before its cookie is there.
      let visitor: string | undefined;
      const visitorOf = (): string | undefined => (visitor ??= http && visitors.find(http));
      const armOf = (name: ExperimentName): string => {
        const experiment = settings.current[name];
        const [control] = running[name].arms;
        if (!experiment || !http || !takesPart(principal)) return control;
        const account = 'id' in principal ? `${principal.kind}:${principal.id}` : undefined;
        const unit = visitorOf() ?? account ?? (visitor = visitors.create(http));
        const arm = assign(name, experiment, unit);
        if (arm !== undefined) expose(name, arm, account ?? unit, unit);
        return arm ?? control;
      };
      return { armOf: armOf as OperationExperiments['armOf'] };
    },
    look: () => settings.look(),
    close: () => settings.close(),
  };
}

/** Shoppers take part. Support agents see what is normal, and would be counted with those they help. */
const takesPart = ({ kind }: Principal): boolean => kind === 'anonymous' || kind === 'customer';

/** Settings of one experiment in the file; what is left out is as declared. */
const entry = ({ arms }: Experiment) =>
  z.strictObject({
    on: z.boolean().optional(),
    traffic: z.number().min(0).max(1).optional(),
    weights: z
      .strictObject(Object.fromEntries(arms.map((arm) => [arm, z.number().min(0).max(1_000_000)])))
      .refine((weights) => Object.values(weights).some((weight) => weight > 0), 'must not all be 0')
      .optional(),
  });

const fileSchema = z.strictObject(
  Object.fromEntries(Object.entries(running).map(([name, experiment]) => [name, entry(experiment).optional()])),
);

const settingsOf = (given: z.output<typeof fileSchema>): Settings =>
  Object.fromEntries(
    Object.entries<Experiment>(running).map(([name, experiment]) => {
      const { on = true, traffic = experiment.traffic, weights = experiment.weights } = given[name] ?? {};
      return [name, on ? { ...experiment, traffic, ...(weights && { weights }) } : undefined];
    }),
  ) as Settings;
