/** Experiments of this BFF, as they run unless EXPERIMENTS_FILE says otherwise. */

import type { Experiment } from './experiment.ts';

export const running = {
  /** Order of the sections of the home page (features/home). */
  'home-layout': { arms: ['featured-first', 'recommendations-first'], traffic: 1 },
} as const satisfies Readonly<Record<string, Experiment>>;

export type ExperimentName = keyof typeof running;

/** Name of an arm of an experiment. */
export type ArmOf<Name extends ExperimentName> = (typeof running)[Name]['arms'][number];
