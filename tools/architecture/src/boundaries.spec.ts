/** Boundaries under the real lint configuration. Each forbidden import is refused, and a similar lawful one passes. */

import { directions } from './directions.ts';
import { lintProbes, type Complaint, type Probe } from './lint-probe.ts';

type Type = 'app' | 'edge' | 'service-client' | 'transport' | 'foundation' | 'test-support' | 'tool';

/** Imports that the architecture allows in production code, by type. None may import an app. */
const mayImport: Record<Type, readonly Type[]> = {
  app: ['edge', 'service-client', 'transport', 'foundation'],
  edge: ['edge', 'foundation'],
  'service-client': ['transport', 'foundation'],
  transport: ['transport', 'foundation'],
  foundation: ['foundation'],
  'test-support': ['foundation', 'test-support'],
  tool: ['edge', 'service-client', 'transport', 'foundation', 'test-support', 'tool'],
};

/** Folder to import from and package to import, for each type. Two packages are listed where one would import itself. */
const places: Record<Type, { readonly from: string; readonly packages: readonly string[] }> = {
  app: { from: 'apps/mobile-bff', packages: ['@frontage/web-bff/src/compose.ts'] },
  edge: { from: 'libs/graphql-server', packages: ['@frontage/http-server'] },
  'service-client': { from: 'libs/service-clients/reviews', packages: ['@frontage/catalog-client'] },
  transport: { from: 'libs/upstream', packages: ['@frontage/upstream/http'] },
  foundation: { from: 'libs/sql', packages: ['@frontage/errors'] },
  'test-support': { from: 'libs/service-host', packages: ['@frontage/seed'] },
  tool: { from: 'tools/acceptance', packages: ['@frontage/architecture/lint'] },
};

interface Case {
  readonly sentence: string;
  readonly probe: Probe;
  /** Expected complaint; undefined where none is expected. */
  readonly says: RegExp | undefined;
}

const use = (specifier: string): string => `import { thing } from '${specifier}';\nexport const other = thing;\n`;
const useType = (specifier: string): string =>
  `import type { Thing } from '${specifier}';\nexport type Other = Thing;\n`;

const refused = (sentence: string, file: string, code: string, says: RegExp): Case => ({
  sentence,
  probe: { file, code },
  says,
});
const allowed = (sentence: string, file: string, code: string): Case => ({
  sentence,
  probe: { file, code },
  says: undefined,
});

/** Complaints about a direction. A cycle is one too, where the target already depends on the source. */
const direction = /can only depend on libs tagged with|Circular dependency between|Imports of apps are forbidden/;
const unresolved = /Only packages defined in the "package.json" can be imported/;
const either = (...some: readonly RegExp[]): RegExp => new RegExp(some.map(({ source }) => source).join('|'));

const types = Object.keys(mayImport) as Type[];
const byType = types.flatMap((source) =>
  types.flatMap((target) =>
    places[target].packages
      // upstream is the only transport lib, and no project imports itself by name.
      .filter((name) => !name.startsWith('@frontage/upstream') || source !== 'transport')
      .map((name) => {
        const file = `${places[source].from}/src/probe.ts`;
        return mayImport[source].includes(target)
          ? allowed(`${source} -> ${target} is allowed`, file, use(name))
          : refused(
              `${source} -> ${target} is refused`,
              file,
              use(name),
              either(direction, unresolved, /serves every fake/),
            );
      }),
  ),
);

const belowEdge = ['libs/sql', 'libs/upstream', 'libs/service-clients/orders', 'libs/service-host'];
const banned = /is not allowed to import/;
const frameworks = belowEdge.flatMap((folder) =>
  [
    'express',
    'graphql',
    'graphql/language',
    '@apollo/server',
    '@apollo/server/errors',
    '@as-integrations/express5',
  ].map((name) => refused(`${name} is refused in ${folder}`, `${folder}/src/probe.ts`, use(name), banned)),
);

const clients = ['web', 'mobile', 'partner'];
const betweenClients = clients.flatMap((one) =>
  clients
    .filter((other) => other !== one)
    .map((other) =>
      refused(
        `${one} -> ${other} is refused`,
        `apps/${one}-bff/src/probe.ts`,
        use(`@frontage/${other}-bff`),
        either(direction, unresolved),
      ),
    ),
);

const cases: readonly Case[] = [
  ...byType,
  ...frameworks,
  ...betweenClients,
  allowed('express is allowed at the edge', 'libs/http-server/src/probe.ts', use('express')),
  allowed(
    'the GraphQL mechanism is allowed in the web BFF',
    'apps/web-bff/src/probe.ts',
    use('@frontage/graphql-server'),
  ),
  allowed('graphql is allowed in that mechanism', 'libs/graphql-server/src/probe.ts', use('graphql')),
  ...['mobile', 'partner'].flatMap((client) => [
    ...['graphql', '@apollo/server', 'dataloader'].map((name) =>
      refused(`${name} is refused in ${client}`, `apps/${client}-bff/src/probe.ts`, use(name), banned),
    ),
    refused(
      `the GraphQL mechanism is refused in ${client}`,
      `apps/${client}-bff/src/probe.ts`,
      use('@frontage/graphql-server'),
      /GraphQL belongs to the web team alone/,
    ),
  ]),

  refused(
    'a lib never reaches into an app by path',
    'libs/auth/src/probe.ts',
    use('../../../apps/web-bff/src/compose.ts'),
    /cannot be imported by a relative or absolute path/,
  ),
  refused(
    'a test never imports an app: it starts it',
    'tools/acceptance/src/probe.spec.ts',
    use('@frontage/mobile-bff/src/compose.ts'),
    either(direction, unresolved),
  ),
  refused(
    'a package that nobody declared is refused',
    'apps/mobile-bff/src/probe.ts',
    use('not-installed-anywhere'),
    unresolved,
  ),
  refused(
    'auth never imports the way out: compose.ts hands it in',
    'libs/auth/src/session/probe.ts',
    use('@frontage/upstream'),
    direction,
  ),
  refused('projects form no circle', 'libs/errors/src/probe.ts', use('@frontage/call'), /Circular dependency between/),
  refused(
    'files of one project form no circle',
    'libs/errors/src/failure-table.ts',
    use('./failure.ts'),
    /Dependency cycle detected/,
  ),

  // Fakes, host and seed.
  refused(
    'a client never uses the seed in production',
    'libs/service-clients/orders/src/probe.ts',
    use('@frontage/seed'),
    direction,
  ),
  refused(
    'a BFF never uses a fake in production',
    'apps/web-bff/src/probe.ts',
    use('@frontage/orders-fake'),
    /Fakes, the service host/,
  ),
  refused(
    'a BFF never uses the host in production',
    'apps/web-bff/src/probe.ts',
    use('@frontage/service-host'),
    /Fakes, the service host/,
  ),
  allowed('a fake uses the seed', 'libs/service-clients/orders/fake/src/probe.ts', use('@frontage/seed')),
  allowed(
    'a contract suite uses the host',
    'libs/service-clients/orders/fake/src/contract-suite.ts',
    use('@frontage/service-host'),
  ),
  allowed('the harness of a BFF uses fakes', 'apps/mobile-bff/test/harness.ts', use('@frontage/orders-fake')),
  allowed('the mock domain of the tests uses fakes', 'libs/mock-domain/src/probe.ts', use('@frontage/orders-fake')),
  refused(
    'a BFF never uses the mock domain in production',
    'apps/web-bff/src/probe.ts',
    use('@frontage/mock-domain'),
    /Fakes, the service host/,
  ),
  refused(
    'the mock domain never uses the edge',
    'libs/mock-domain/src/probe.ts',
    use('@frontage/http-server'),
    direction,
  ),
  allowed('the mock domain uses fakes', 'apps/domain-services/src/probe.ts', use('@frontage/orders-fake')),
  allowed('the identity provider uses the seeded people', 'apps/identity-provider/src/probe.ts', use('@frontage/seed')),
  refused(
    'the identity provider uses no fake',
    'apps/identity-provider/src/probe.ts',
    use('@frontage/orders-fake'),
    /shares the seeded people/,
  ),
  refused(
    'the fake of orders never imports another client: collaborators are ports',
    'libs/service-clients/orders/fake/src/probe.ts',
    use('@frontage/pricing-client'),
    /a fake knows its own client alone/,
  ),
  refused(
    'nor another fake',
    'libs/service-clients/orders/fake/src/probe.ts',
    use('@frontage/pricing-fake'),
    /a fake knows its own client alone/,
  ),
  allowed(
    'it knows its own contract',
    'libs/service-clients/orders/fake/src/probe.ts',
    use('@frontage/orders-client/contract'),
  ),
  refused(
    'the seed knows nothing',
    'libs/seed/src/probe.ts',
    use('@frontage/errors'),
    /The seed is data and knows nothing/,
  ),
  refused('test tools stay in tests', 'libs/errors/src/probe.ts', use('fast-check'), /Test tools stay in tests/),

  // Proofs.
  allowed('a proof uses the test bed', 'apps/mobile-bff/proof/probe.ts', use('@frontage/proof')),
  allowed('a proof uses fakes', 'apps/mobile-bff/proof/probe.ts', use('@frontage/orders-fake')),
  allowed('a proof looks at its app', 'apps/mobile-bff/proof/probe.ts', use('../src/compose.ts')),
  allowed('a spec of an app uses the test bed', 'apps/mobile-bff/test/probe.spec.ts', use('@frontage/proof')),
  allowed('a tool uses the test bed', 'tools/kill-matrix/src/probe.ts', use('@frontage/proof')),
  allowed('the test bed uses the mock domain', 'libs/proof/src/probe.ts', use('@frontage/mock-domain')),
  refused(
    'an app never uses the test bed in production',
    'apps/mobile-bff/src/probe.ts',
    use('@frontage/proof'),
    /Fakes, the service host, the seed and proofs/,
  ),
  refused(
    'an app never uses its proof in production',
    'apps/mobile-bff/src/features/home/probe.ts',
    use('../../../proof/index.ts'),
    /never looks at its proof/,
  ),
  refused('a lib never uses the test bed', 'libs/auth/src/probe.spec.ts', use('@frontage/proof'), direction),
  refused(
    'a proof never looks at another app',
    'apps/mobile-bff/proof/probe.ts',
    use('../../web-bff/src/compose.ts'),
    /cannot be imported by a relative or absolute path/,
  ),
  refused(
    'the test bed never looks at an app',
    'libs/proof/src/probe.ts',
    use('../../../apps/web-bff/src/compose.ts'),
    /cannot be imported by a relative or absolute path/,
  ),

  // Outbound calls.
  ...['axios', 'undici'].map((name) =>
    refused(
      `${name} is refused outside upstream`,
      'libs/service-clients/orders/src/probe.ts',
      use(name),
      /the one way out/,
    ),
  ),
  allowed('axios is allowed in upstream', 'libs/upstream/src/http/probe.ts', use('axios')),
  ...['axios', 'undici', '@grpc/grpc-js'].flatMap((name) => [
    allowed(`${name} is allowed in a peer of the bench`, 'tools/bench/src/peers/probe.ts', use(name)),
    refused(
      `${name} is refused beside the peers of the bench`,
      'tools/bench/src/probe.ts',
      use(name),
      /the one way out|gRPC is known to/,
    ),
  ]),
  allowed('undici is allowed where the bench generates load', 'tools/bench/src/load/load-client.ts', use('undici')),
  refused(
    'gRPC is refused in a client',
    'libs/service-clients/inventory/src/probe.ts',
    use('@grpc/grpc-js'),
    /gRPC is known to/,
  ),
  allowed('gRPC is allowed in upstream', 'libs/upstream/src/grpc/probe.ts', use('@grpc/grpc-js')),
  refused(
    'fetch is refused in an app',
    'apps/web-bff/src/probe.ts',
    "await fetch('http://a');\n",
    /leave through @frontage\/upstream/,
  ),
  refused(
    'so is fetch by its long name',
    'libs/auth/src/probe.ts',
    "await globalThis.fetch('http://a');\n",
    /leave through @frontage\/upstream/,
  ),
  allowed('fetch is allowed in a spec', 'apps/web-bff/src/probe.spec.ts', "await fetch('http://a');\n"),

  // Language.
  ...[
    '// What is left of the deadline.\nexport const a = 1;\n',
    "export const a = z.string().meta({ description: 'Where it is.' });\n",
    "export const a = z.string().describe('how long a session lives');\n",
    "export const a = text(100, 'Who wrote it.');\n",
    "export const a = { summary: 'Pays an order', description: 'It is paid once.' };\n",
  ].map((code) =>
    refused(
      `a text names its subject: ${code.trim()}`,
      'apps/mobile-bff/src/probe.ts',
      code,
      /begins with "\w+": name/,
    ),
  ),
  allowed(
    'data may begin as they like',
    'apps/mobile-bff/src/probe.ts',
    "export const a = { id: 'a', description: 'Our shop' };\n",
  ),

  // Inside an app.
  refused(
    'the environment is refused outside config.ts',
    'apps/web-bff/src/compose.ts',
    'export const a = process.env;\n',
    /read in config.ts alone/,
  ),
  refused(
    'so is the environment taken apart',
    'libs/errors/src/probe.ts',
    'export const { env } = process;\n',
    /read in config.ts alone/,
  ),
  refused(
    'so is the imported environment',
    'libs/errors/src/probe.ts',
    "import { env } from 'node:process';\nexport const a = env;\n",
    /read in config.ts alone/,
  ),
  allowed('config.ts reads the environment', 'apps/web-bff/src/config.ts', 'export const a = process.env;\n'),
  refused(
    'a feature never imports another',
    'apps/mobile-bff/src/features/home/home.view.ts',
    use('../orders/orders.view.ts'),
    /never imports another feature/,
  ),
  refused(
    'a feature never imports the composition root',
    'apps/mobile-bff/src/features/home/home.endpoint.ts',
    use('../../compose.ts'),
    /never imports compose\.ts/,
  ),
  refused(
    'a feature never imports a client as a value',
    'apps/mobile-bff/src/features/home/home.endpoint.ts',
    use('@frontage/orders-client'),
    /types, the input rules and the bounds of a client only/,
  ),
  allowed(
    'a feature imports the types of a client',
    'apps/mobile-bff/src/features/home/home.endpoint.ts',
    useType('@frontage/orders-client'),
  ),
  allowed(
    'a feature imports what a client demands of input',
    'apps/mobile-bff/src/features/home/home.endpoint.ts',
    use('@frontage/orders-client/input'),
  ),
  allowed(
    'a feature imports how much a service gives',
    'apps/mobile-bff/src/features/home/home.view.ts',
    use('@frontage/orders-client/bounds'),
  ),
  allowed(
    'a feature imports its own files',
    'apps/mobile-bff/src/features/home/home.endpoint.ts',
    use('./home.view.ts'),
  ),
  refused(
    'the console is refused',
    'apps/web-bff/src/probe.ts',
    "console.log('here');\n",
    /Unexpected console statement/,
  ),
  refused('a default export is refused', 'libs/errors/src/probe.ts', 'export default 1;\n', /Prefer named exports/),
  refused(
    'a star export is refused',
    'libs/errors/src/probe.ts',
    "export * from './failure.ts';\n",
    /Name what you export/,
  ),

  // Tests.
  refused(
    'a module mock is refused',
    'libs/errors/src/probe.spec.ts',
    "jest.mock('./failure.ts');\n",
    /No module mocks/,
  ),
  refused(
    'a focused test is refused',
    'libs/errors/src/probe.spec.ts',
    "it.only('x', () => undefined);\n",
    /Every test runs/,
  ),

  // Secrets in logs.
  ...[
    'log.info({ token }, "x");',
    'deps.logger.warn({ who: session.accessToken }, "x");',
    'log.error(`failed with ${user.password}`);',
    'log.debug({ headers: { authorization: "x" } });',
    'log.info({ a: request.headers["set-cookie"] });',
    'log.child({ api_key: 1 });',
  ].map((code) =>
    refused(`no secret in a log call: ${code}`, 'apps/web-bff/src/probe.ts', `${code}\n`, /named like a secret/),
  ),
  allowed(
    'the word token may be logged',
    'apps/web-bff/src/probe.ts',
    'log.info({ hasToken: true }, "the token was refused");\n',
  ),
  allowed('a cookie may be set', 'apps/web-bff/src/probe.ts', 'response.cookie("a", token);\n'),

  ...[
    '/** What is left of the deadline. */',
    '// Whoever asks first.',
    '/**\n * Its name.\n */',
    '// ---\n\n// How long.',
  ].map((comment) =>
    refused(
      `no comment without a subject: ${JSON.stringify(comment)}`,
      'libs/sealing/src/probe.ts',
      `${comment}\nexport const x = 1;\n`,
      /name the subject/,
    ),
  ),
  ...['/** Time left until the deadline. */', '// A reason:\n// what it goes on with.', '/** `it` of Jest. */'].map(
    (comment) =>
      allowed(
        `a comment may begin with its subject: ${JSON.stringify(comment)}`,
        'libs/sealing/src/probe.ts',
        `${comment}\nexport const x = 1;\n`,
      ),
  ),
];

let complaints: readonly (readonly Complaint[])[];
beforeAll(async () => {
  complaints = await lintProbes(cases.map(({ probe }) => probe));
}, 60_000);

describe('the boundaries', () => {
  it.each(cases.map(({ sentence, says }, index) => ({ sentence, says, index })))('$sentence', ({ says, index }) => {
    const messages = (complaints[index] ?? []).map(({ message }) => message);
    if (says) expect(messages.join('\n')).toMatch(says);
    else expect(messages).toEqual([]);
  });
});

describe('the table of directions', () => {
  const row = (tag: string, testSupport: boolean) =>
    directions({ testSupport }).find(({ sourceTag }) => sourceTag === tag)?.onlyDependOnLibsWithTags;

  it.each(clients)('lets %s see itself and what is shared', (client) => {
    expect(row(`scope:${client}`, false)).toEqual([`scope:${client}`, 'scope:shared']);
    expect(row(`scope:${client}`, true)).toEqual([`scope:${client}`, 'scope:shared', 'type:test-support', 'type:fake']);
  });

  it('lets nobody see an app', () => {
    for (const testSupport of [true, false])
      for (const { onlyDependOnLibsWithTags } of directions({ testSupport }))
        expect(onlyDependOnLibsWithTags).not.toContain('type:app');
  });
});
