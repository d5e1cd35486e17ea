/** Who can be measured: ours, the peers, and the two floors. */
export type TargetName =
  'frontage' | 'cached' | 'tutorial' | 'apollo' | 'yoga' | 'mercurius' | 'fastify' | 'express' | 'nginx' | 'direct';
