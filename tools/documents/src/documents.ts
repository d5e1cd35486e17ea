/** Generated documents that are checked in: their paths and their content. */

import { graphqlRules, graphqlWarnings, rules } from '@frontage/api-diff/rules';
import { loadProofs } from '@frontage/architecture/proofs';
import { root as tree } from '@frontage/architecture/tree';
import { exportsList, libs } from '@frontage/architecture/surfaces';
import { accessDocument, policyDocument } from '@frontage/authorization';
import { catalogDocument } from '@frontage/catalog-fake';
import { customersDocument } from '@frontage/customers-fake';
import { ordersDocument } from '@frontage/orders-fake';
import { pricingDocument } from '@frontage/pricing-fake';
import { isBffProof, type AppProof, type BffProof } from '@frontage/proof';
import { recommendationsDocument } from '@frontage/recommendations-fake';
import { reviewsDocument } from '@frontage/reviews-fake';
import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { clientOperations } from './client-operations.ts';
import { clientTypes } from './client-types.ts';
import { endpointTable } from './endpoint-table.ts';
import { envTable } from './env-table.ts';
import { resolverTypes } from './resolver-types.ts';
import { withSection } from './section.ts';
import { manifestOf } from './trusted-documents.ts';

export const root = new URL('../../../', import.meta.url);

export interface GeneratedDocument {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly content: string;
}

const contracts: Readonly<Record<string, () => object>> = {
  'libs/service-clients/catalog/openapi.json': catalogDocument,
  'libs/service-clients/customers/openapi.json': customersDocument,
  'libs/service-clients/orders/openapi.json': ordersDocument,
  'libs/service-clients/pricing/openapi.json': pricingDocument,
  'libs/service-clients/recommendations/openapi.json': recommendationsDocument,
  'libs/service-clients/reviews/openapi.json': reviewsDocument,
};

/** Generates all documents. */
export async function makeDocuments(): Promise<readonly GeneratedDocument[]> {
  const proofs = await loadProofs();
  const bffs = proofs.filter(isBffProof);
  return Promise.all([
    ...Object.entries(contracts).map(async ([path, make]) => ({ path, content: await json(make()) })),
    ...proofs.map(readmeOf),
    ...bffs.flatMap(surfacesOf),
    ...proofs.flatMap((app) => clientTypesOf(app, bffs)),
    ...bffs.flatMap(resolverTypesOf),
    ...bffs.map((bff) => ({ path: pathIn(bff, 'docs/authorization.md'), content: accessDocument(bff) })),
    ...bffs.filter(({ graphql }) => graphql).map(({ name }) => manifestOf(tree, name)),
    ...(await Promise.all(bffs.flatMap(clientOperationsOf))).flat(),
    rulesReadme(),
    { path: 'docs/authorization.md', content: policyDocument(bffs) },
    ...libs.map((lib) => ({ path: `${lib.folder}/exports.txt`, content: exportsList(lib) })),
  ]);
}

const pathIn = ({ folder }: AppProof, file: string): string => new URL(file, folder).href.slice(root.href.length);

/** Public surface of a BFF, a document for each version. */
const surfacesOf = (bff: BffProof): readonly Promise<GeneratedDocument>[] =>
  bff.surfaces().map(async ({ file, content }) => ({
    path: pathIn(bff, file),
    content: typeof content === 'string' ? content : await json(content),
  }));

/** Types of a client, from the surface of a BFF as it is now. */
function clientTypesOf(app: AppProof, bffs: readonly BffProof[]): readonly Promise<GeneratedDocument>[] {
  const { typesFrom } = app;
  if (!typesFrom) return [];
  const surface = bffs
    .flatMap((bff) => bff.surfaces().map((each) => ({ ...each, url: new URL(each.file, bff.folder) })))
    .find(({ url }) => url.href === typesFrom.href);
  if (!surface) throw new Error(`${typesFrom.href} is the document of no BFF`);
  return [clientTypes(surface.content).then((content) => ({ path: pathIn(app, 'src/api.types.ts'), content }))];
}

/** README of an app with its generated sections. A REST BFF's has the table of endpoints. */
function readmeOf(app: AppProof): GeneratedDocument {
  const text = withSection(
    readFileSync(new URL('README.md', app.folder), 'utf8'),
    'environment',
    envTable(app.configSchema),
  );
  const content =
    isBffProof(app) && !app.graphql ? withSection(text, 'endpoints', endpointTable(app.operations)) : text;
  return { path: pathIn(app, 'README.md'), content };
}

/** README of the comparison of documents, with its rules. */
function rulesReadme(): GeneratedDocument {
  const path = 'tools/api-diff/README.md';
  const table = (head: string, some: Readonly<Record<string, string>>): string => {
    const rows = Object.entries(some).map(([rule, sentence]) => `| \`${rule}\` | ${sentence} |`);
    return [`| rule | ${head} |`, '| --- | --- |', ...rows].join('\n');
  };
  const sections = {
    rules: table('broken when', rules),
    'graphql-rules': table('broken when', graphqlRules),
    'graphql-warnings': table('warned of when', graphqlWarnings),
  };
  const content = Object.entries(sections).reduce(
    (text, [name, section]) => withSection(text, name, section),
    readFileSync(new URL(path, root), 'utf8'),
  );
  return { path, content };
}

/** Types of a GraphQL BFF's resolvers, from its schema and its Models. */
const resolverTypesOf = (bff: BffProof): readonly Promise<GeneratedDocument>[] =>
  bff.graphql ? [typesOf(bff, bff.graphql)] : [];

async function typesOf(
  bff: BffProof,
  { sdl, resolvers }: NonNullable<BffProof['graphql']>,
): Promise<GeneratedDocument> {
  return { path: pathIn(bff, 'src/schema.types.ts'), content: await resolverTypes({ sdl, ...resolvers }) };
}

/** Typed documents of a GraphQL BFF's clients. */
const clientOperationsOf = ({ name, graphql }: BffProof): readonly Promise<readonly GeneratedDocument[]>[] =>
  graphql ? [clientOperations({ root: tree, app: name, ...graphql, scalars: graphql.resolvers.scalars })] : [];

const json = (content: object): Promise<string> => format(JSON.stringify(content), { parser: 'json', printWidth: 120 });
