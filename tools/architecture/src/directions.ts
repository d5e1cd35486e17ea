/** Directions: dependencies between projects, by their two tags. `@nx/enforce-module-boundaries` enforces the table. */

/** Row of the table. A project with this tag may import only projects with one of those tags, and none of the banned packages. */
export interface Direction {
  sourceTag: string;
  onlyDependOnLibsWithTags: string[];
  bannedExternalImports?: string[];
}

/** Frameworks of the edge. Code below it must run under any of them. */
const edgeFrameworks = ['express', 'express/*', 'graphql*', '@graphql*', '@apollo/*', '@as-integrations/*'];

/** GraphQL packages: for the web team alone. */
const graphql = ['graphql*', '@graphql*', '@apollo/*', '@as-integrations/*', 'dataloader'];

/**
 * Directions. A project without a known tag may import nothing, and no project may import an app.
 *
 * `testSupport` allows the service host, the seed and the proofs. It is true for tests, proofs, fakes and the two mock apps, and false for
 * production code.
 */
export function directions({ testSupport }: { readonly testSupport: boolean }): Direction[] {
  const support = testSupport ? ['type:test-support', 'type:fake'] : [];
  // Proofs of apps: never in production.
  const proof = testSupport ? ['type:proof'] : [];
  return [
    // Scope. No client knows another, and shared code knows no client.
    { sourceTag: 'scope:web', onlyDependOnLibsWithTags: ['scope:web', 'scope:shared', ...support] },
    {
      sourceTag: 'scope:mobile',
      onlyDependOnLibsWithTags: ['scope:mobile', 'scope:shared', ...support],
      bannedExternalImports: graphql,
    },
    {
      sourceTag: 'scope:partner',
      onlyDependOnLibsWithTags: ['scope:partner', 'scope:shared', ...support],
      bannedExternalImports: graphql,
    },
    { sourceTag: 'scope:mocks', onlyDependOnLibsWithTags: ['scope:mocks', 'scope:shared'] },
    { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared', ...support] },

    // Type. Downwards only.
    {
      // An app composes all types below it.
      sourceTag: 'type:app',
      onlyDependOnLibsWithTags: [
        'type:chassis',
        'type:edge',
        'type:service-client',
        'type:transport',
        'type:foundation',
        ...support,
        ...proof,
      ],
    },
    {
      // A client runs elsewhere, and knows its BFF by the schema alone. The look is all that it has in common with others.
      sourceTag: 'type:client',
      onlyDependOnLibsWithTags: ['type:foundation'],
    },
    {
      // The chassis composes the common parts of all BFFs. It knows no service and no client of one.
      sourceTag: 'type:chassis',
      onlyDependOnLibsWithTags: ['type:edge', 'type:transport', 'type:foundation', ...support],
    },
    {
      // Inbound code does not know outbound code. auth gets its outbound function from the composition root.
      sourceTag: 'type:edge',
      onlyDependOnLibsWithTags: ['type:edge', 'type:foundation', ...support],
    },
    {
      // Service clients never import each other: a dependency between services is their own business. The fake of orders gets its
      // collaborators as ports.
      sourceTag: 'type:service-client',
      onlyDependOnLibsWithTags: ['type:transport', 'type:foundation', ...support],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // A fake knows its own client's contract (import-bans.ts restricts it to that), and its host.
      sourceTag: 'type:fake',
      onlyDependOnLibsWithTags: ['type:service-client', 'type:transport', 'type:foundation', ...support],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // Outbound code knows no service and no client.
      sourceTag: 'type:transport',
      onlyDependOnLibsWithTags: ['type:transport', 'type:foundation', ...support],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // The foundation knows nothing above itself, not even in tests.
      sourceTag: 'type:foundation',
      onlyDependOnLibsWithTags: ['type:foundation'],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // The mock domain composes all fakes. Host and seed, below the fakes, are restricted further by import-bans.ts.
      sourceTag: 'type:test-support',
      onlyDependOnLibsWithTags: [
        'type:test-support',
        'type:fake',
        'type:service-client',
        'type:transport',
        'type:foundation',
      ],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // The test bed composes any BFF over the mock domain. It imports no app: apps hand it their proofs.
      sourceTag: 'type:proof',
      onlyDependOnLibsWithTags: [
        'type:chassis',
        'type:edge',
        'type:service-client',
        'type:transport',
        'type:foundation',
        'type:test-support',
      ],
    },
    {
      // Tools may import all but apps. They start an app as a process, or load its proof from `apps/*/proof` without knowing any app by
      // name.
      sourceTag: 'type:tool',
      onlyDependOnLibsWithTags: [
        'type:tool',
        'type:proof',
        'type:chassis',
        'type:edge',
        'type:service-client',
        'type:transport',
        'type:foundation',
        'type:test-support',
        'type:fake',
      ],
    },
  ];
}
