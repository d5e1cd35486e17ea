/** Layouts of the home page: one for each arm of the experiment `home-layout`. */

import type { ArmOf } from '../../experiments/running.ts';
import type { HomeSection } from '../../schema.types.ts';

export const layouts: Readonly<Record<ArmOf<'home-layout'>, readonly HomeSection[]>> = {
  'featured-first': ['FEATURED', 'RECOMMENDATIONS', 'CATEGORIES'],
  'recommendations-first': ['RECOMMENDATIONS', 'CATEGORIES', 'FEATURED'],
};
