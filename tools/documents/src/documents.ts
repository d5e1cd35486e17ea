/** Every generated document that is checked in: where it is, and what it should say. */

import { authorizationDocument } from '@frontage/authorization';
import { catalogDocument } from '@frontage/catalog-client/fake';
import { customersDocument } from '@frontage/customers-client/fake';
import { ordersDocument } from '@frontage/orders-client/fake';
import { pricingDocument } from '@frontage/pricing-client/fake';
import { recommendationsDocument } from '@frontage/recommendations-client/fake';
import { reviewsDocument } from '@frontage/reviews-client/fake';
import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import type { z } from 'zod';
import { envTable, withEnvTable } from './env-table.ts';
import { resolverTypes } from './resolver-types.ts';

export const root = new URL('../../../', import.meta.url);

export interface GeneratedDocument {
  /** From the root of the repository. */
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

const apps = ['web-bff', 'mobile-bff', 'partner-bff', 'domain-services', 'identity-provider'];
const bffs = ['web-bff', 'mobile-bff', 'partner-bff'];

/** Makes all of them. */
export async function makeDocuments(): Promise<readonly GeneratedDocument[]> {
  const made = await Promise.all([
    ...Object.entries(contracts).map(async ([path, make]) => ({ path, content: await json(make()) })),
    ...bffs.map(surfaceOf),
    ...apps.map(readmeOf),
    webResolverTypes(),
    authorization(),
  ]);
  return made;
}

/** The public surface of a BFF, as its `src/surface.ts` tells it. Apps are nobody's dependency: they are loaded by path. */
async function surfaceOf(app: string): Promise<GeneratedDocument> {
  const { surface } = (await import(new URL(`apps/${app}/src/surface.ts`, root).href)) as {
    readonly surface: () => { readonly file: string; readonly content: object | string };
  };
  const { file, content } = surface();
  return { path: `apps/${app}/${file}`, content: typeof content === 'string' ? content : await json(content) };
}

async function readmeOf(app: string): Promise<GeneratedDocument> {
  const { configSchema } = (await import(new URL(`apps/${app}/src/config.ts`, root).href)) as {
    readonly configSchema: z.ZodType;
  };
  const path = `apps/${app}/README.md`;
  return { path, content: withEnvTable(readFileSync(new URL(path, root), 'utf8'), envTable(configSchema)) };
}

/** The types of web-bff's resolvers, of its schema and its Models. */
async function webResolverTypes(): Promise<GeneratedDocument> {
  const { models } = (await import(new URL('apps/web-bff/src/models.ts', root).href)) as {
    readonly models: Readonly<Record<string, string>>;
  };
  const text = await resolverTypes({
    sdl: readFileSync(new URL('apps/web-bff/schema.graphql', root), 'utf8'),
    models,
    context: './context.ts#WebContext',
    scalars: { ID: 'string', DateTime: 'string', SafeInt: 'number' },
  });
  return { path: 'apps/web-bff/src/schema.types.ts', content: text };
}

/** Who may do what, in every BFF. */
const authorization = async (): Promise<GeneratedDocument> => ({
  path: 'docs/authorization.md',
  content: await authorizationDocument(),
});

const json = (content: object): Promise<string> => format(JSON.stringify(content), { parser: 'json', printWidth: 120 });
