/** Names of the targets: our BFFs, and what one would pick instead. */

/** Titles for tables. */
export const titles = {
  frontage: 'Frontage, everything on, caches off',
  cached: 'Frontage, everything on, default caches',
  tutorial: 'Apollo + Express + axios, as tutorials write it',
  apollo: 'Apollo + Express + axios with DataLoader',
  yoga: 'GraphQL Yoga + undici',
  mercurius: 'Mercurius JIT + undici',
  fastify: 'Fastify + undici by hand',
  express: 'Express + axios',
  nginx: 'nginx, one call passed through',
  direct: 'no BFF: the client calls the services',
} as const;

export type TargetName = keyof typeof titles;

export const targetNames = Object.keys(titles) as readonly TargetName[];
