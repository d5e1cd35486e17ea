/** Who may depend on whom, by the two tags of a project. The table that @nx/enforce-module-boundaries enforces. */

/** One sentence of the table: a project with this tag may import only projects that have one of those, and no such package. */
export interface Direction {
  sourceTag: string;
  onlyDependOnLibsWithTags: string[];
  bannedExternalImports?: string[];
}

/** Frameworks of the edge: below it, code must run under any of them. */
const edgeFrameworks = ['express', 'express/*', 'graphql*', '@graphql*', '@apollo/*', '@as-integrations/*'];

/** GraphQL belongs to the web team alone. */
const graphql = ['graphql*', '@graphql*', '@apollo/*', '@as-integrations/*', 'dataloader'];

/**
 * The directions. A project without a known tag may import nothing, and none may import an app.
 *
 * `testSupport` opens the door to the service host, the seed and the proofs. It is true for tests, proofs, fakes and the two mock apps,
 * and false for all that runs in production.
 */
export function directions({ testSupport }: { readonly testSupport: boolean }): Direction[] {
  const support = testSupport ? ['type:test-support', 'type:fake'] : [];
  // What an app proves of itself, and nothing that runs in production.
  const proof = testSupport ? ['type:proof'] : [];
  return [
    // WHO. One client never knows another, and what is shared knows no client.
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

    // WHAT. Downwards only.
    {
      // An app composes everything below it.
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
      // What all BFFs are composed of alike. It knows no service, and no client of one.
      sourceTag: 'type:chassis',
      onlyDependOnLibsWithTags: ['type:edge', 'type:transport', 'type:foundation', ...support],
    },
    {
      // What comes in does not know what goes out: auth gets its outbound function from the composition root.
      sourceTag: 'type:edge',
      onlyDependOnLibsWithTags: ['type:edge', 'type:foundation', ...support],
    },
    {
      // Service clients never import each other: what one service knows of another is that service's business. The fake of
      // orders gets its collaborators as ports.
      sourceTag: 'type:service-client',
      onlyDependOnLibsWithTags: ['type:transport', 'type:foundation', ...support],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // A fake knows its own client's contract (import-bans.ts holds it to that), and what hosts it.
      sourceTag: 'type:fake',
      onlyDependOnLibsWithTags: ['type:service-client', 'type:transport', 'type:foundation', ...support],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // What goes out knows no service and no client.
      sourceTag: 'type:transport',
      onlyDependOnLibsWithTags: ['type:transport', 'type:foundation', ...support],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // The foundation knows nothing above itself, not even in its tests.
      sourceTag: 'type:foundation',
      onlyDependOnLibsWithTags: ['type:foundation'],
      bannedExternalImports: edgeFrameworks,
    },
    {
      // The mock domain puts every fake together, as an app does with clients. What the fakes themselves stand on, the host and
      // the seed, is held lower by import-bans.ts.
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
      // The test bed composes any BFF over the mock domain: it may look at everything but the apps, which come to it.
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
      // Tools may look at everything. They import no app: they start it as a process, as a user would, or load what it proves of
      // itself, which they find at `apps/*/proof` without knowing any by name.
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
