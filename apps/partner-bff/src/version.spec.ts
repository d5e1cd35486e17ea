/** Second version of the API: other views over the same handlers, and its own links. */

import { defineView } from '@frontage/dto-mapping';
import { assemble, withoutLimits } from '@frontage/http-server/stack';
import {
  authenticate,
  endpoints,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { createRuntime, type Authenticator } from '@frontage/http-server';
import supertest from 'supertest';
import { z } from 'zod';
import type { Deps } from './deps.ts';
import { linksSchema, type Linker } from './representation/links.ts';
import { represent, version } from './version.ts';
import { endpointsOf, representationsV2, v2 } from './versions.ts';

/** Categories in an invented version: their names alone. */
const categoriesV9 = ({ link }: Linker) => ({
  categoryList: represent(
    defineView('CategoryNames', z.object({ names: z.array(z.string()), _links: linksSchema })),
    (categories: Parameters<typeof v2.views.categoryList.of>[0]) => ({
      names: categories.map(({ name }) => name),
      _links: { self: link('/categories') },
    }),
  ),
});

const v9 = version({ prefix: '/v9', mediaTypes: ['application/json'] }, ...representationsV2, categoriesV9);

const acme: Authenticator = {
  name: 'spec',
  openapi: { type: 'http', scheme: 'spec' },
  challenge: 'Spec',
  authenticate: () => ({
    kind: 'authenticated',
    principal: {
      kind: 'partner',
      mode: 'live',
      id: 'acme',
      keyId: 'k',
      tier: 'gold',
      scopes: new Set(['catalog:read', 'orders:read']),
      regions: new Set(['EU']),
    },
  }),
};

const lamps = { id: 'lamps', name: 'Lamps', description: '', parentId: undefined, productCount: 3 };
const deps = { catalog: { categories: async () => [lamps] } } as unknown as Deps;

describe('versions', () => {
  const { log, metrics, state } = createRuntime('spec');
  const api = supertest(
    assemble([
      requestContext({ log, metrics, debug: false }),
      health({ state }),
      securityHeaders(),
      authenticate([acme]),
      withoutLimits('a spec'),
      ...[v2, v9].map((each) =>
        endpoints(endpointsOf(each), { deps, challenge: 'Spec', debug: false, prefix: each.prefix }),
      ),
      notFound(),
      failures(),
    ]),
  );

  it('have the same endpoints, each below its prefix', async () => {
    const paths = (each: typeof v2) => endpointsOf(each).map(({ method, path }) => `${method} ${path}`);
    expect(paths(v9)).toEqual(paths(v2));
    for (const prefix of ['/v2', '/v9']) await api.get(`${prefix}/categories`).expect(200);
    await api.get('/v3/categories').expect(404);
  });

  it('show one Model each in its own way', async () => {
    const { body: second } = await api.get('/v2/categories').expect(200);
    expect(second._embedded.categories).toMatchObject([{ id: 'lamps', name: 'Lamps', productCount: 3 }]);
    await api.get('/v9/categories').expect(200, { names: ['Lamps'], _links: { self: { href: '/v9/categories' } } });
  });

  it('lead nowhere else', async () => {
    for (const { prefix } of [v2, v9]) {
      const { body } = await api.get(prefix).expect(200);
      const hrefs = Object.values(body._links as Record<string, { href: string }>).map(({ href }) => href);
      expect(hrefs).toContain(`${prefix}/categories`);
      expect(hrefs.filter((href) => !href.startsWith(prefix) && !href.startsWith('/docs/resources#'))).toEqual([]);
    }
  });
});
