import { newCall } from '@frontage/call';
import { startFakeIssuer, type FakeIssuer } from './fake/index.ts';
import {
  createIssuer,
  createServiceTokens,
  watchProvider,
  type OutboundFetch,
  type ProviderTrouble,
  type ProviderWatch,
} from './index.ts';

describe('the watch over the provider', () => {
  let fake: FakeIssuer;
  let told: ('over' | ProviderTrouble)[];
  let watch: ProviderWatch;
  const open = (outbound: OutboundFetch = fetch): ProviderWatch =>
    watchProvider({
      fetch: outbound,
      onTrouble: (trouble) => told.push(trouble),
      onOver: () => told.push('over'),
    });
  beforeEach(async () => {
    fake = await startFakeIssuer();
    told = [];
    watch = open();
  });
  afterEach(() => fake.close());

  async function askFor(audience: string, clientSecret: string, { fetch: through } = watch): Promise<string> {
    const call = newCall({});
    const issuer = createIssuer({ identifier: fake.url, fetch: through, onMetadata: watch.onMetadata });
    const give = createServiceTokens({ issuer, clientId: 'web-bff', clientSecret, fetch: through });
    try {
      return await give(audience, call);
    } finally {
      call.deadline.close();
    }
  }
  const right = 'web-bff-development-secret';
  const refusal = {
    kind: 'refused',
    request: 'client_credentials urn:frontage:catalog',
    code: 'invalid_client',
    description: 'client authentication failed',
  };

  it('knows nothing before anything was asked, and then how that went', async () => {
    expect(watch.state()).toBe('unknown');
    await askFor('catalog', right);
    expect(watch.state()).toBe('up');
    fake.down = true;
    await expect(askFor('catalog', right)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(watch.state()).toBe('unreachable');
    expect(told).toEqual([]);
  });

  it('tells once of a wrong secret, for each thing that it was refused for, and once when all of it is over', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await expect(askFor('catalog', 'wrong')).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        message: 'The identity provider does not accept us.',
      });
    }
    expect(told).toEqual([refusal]);
    expect(watch.state()).toBe('refuses-us');
    await expect(askFor('orders', 'wrong')).rejects.toThrow();
    expect(told).toHaveLength(2);
    await askFor('catalog', right);
    expect(watch.state()).toBe('refuses-us');
    await askFor('orders', right);
    expect(told).toEqual([refusal, { ...refusal, request: 'client_credentials urn:frontage:orders' }, 'over']);
    expect(watch.state()).toBe('up');
  });

  it.each<[status: number, body: string, error: string | undefined]>([
    [400, '{"error":"unauthorized_client"}', 'unauthorized_client'],
    [400, '{"error":"invalid_scope"}', 'invalid_scope'],
    [400, '{"error":"invalid_target"}', 'invalid_target'],
    [403, '{"error":"access_denied"}', 'access_denied'],
    [401, 'no JSON', 'status 401'],
    [401, 'null', 'status 401'],
    [403, '{"error":"invalid_grant"}', undefined],
    [400, '{"error":"invalid_grant"}', undefined],
    [400, '{"error":"invalid_request"}', undefined],
    [429, '{"error":"invalid_client"}', undefined],
    [500, '{"error":"invalid_client"}', undefined],
  ])('takes %i %s for a refusal of us, or not', async (status, body, error) => {
    watch = open((url, init) =>
      String(url).endsWith('/token') ? Promise.resolve(new Response(body, { status })) : fetch(url, init),
    );
    await expect(askFor('catalog', right)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(told).toEqual(error === undefined ? [] : [expect.objectContaining({ kind: 'refused', code: error })]);
  });

  it('tells of metadata that are of no use, once', async () => {
    const issuer = createIssuer({ identifier: `${fake.url}/`, fetch: watch.fetch, onMetadata: watch.onMetadata });
    await expect(issuer.metadata()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(issuer.metadata()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(told).toEqual([{ kind: 'misfit', why: `the metadata at ${fake.url}/ is of issuer ${fake.url}` }]);
    expect(watch.state()).toBe('misfit');
  });

  it('learns nothing from who gives up', async () => {
    await expect(watch.fetch(fake.url, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(watch.state()).toBe('unknown');
  });
});
