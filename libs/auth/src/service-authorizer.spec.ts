import { startFakeIssuer, type FakeIssuer } from './fake/index.ts';
import { createIssuer, createServiceAuthorizer } from './index.ts';

describe('the service authorizer', () => {
  let issuer: FakeIssuer;
  let authorize: ReturnType<typeof createServiceAuthorizer>;
  beforeAll(async () => {
    issuer = await startFakeIssuer();
    authorize = createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch }));
  });
  afterAll(() => issuer.close());

  const token = (claims: Record<string, unknown> = {}) =>
    issuer.accessToken({ sub: 'web-bff', client_id: 'web-bff', aud: 'catalog', scope: 'act', ...claims });

  it('knows the process that calls, and whether it may speak for others', async () => {
    expect(await authorize(token(), 'catalog')).toEqual({ clientId: 'web-bff', mayAct: true });
    expect(await authorize(token({ scope: 'read' }), 'catalog')).toEqual({ clientId: 'web-bff', mayAct: false });
    expect(await authorize(token({ scope: undefined }), 'catalog')).toEqual({ clientId: 'web-bff', mayAct: false });
    expect(await authorize(token({ scope: 'interact act-as' }), 'catalog')).toEqual({
      clientId: 'web-bff',
      mayAct: false,
    });
  });

  it('refuses a token for another service, whichever it was asked about first', async () => {
    expect(await authorize(token(), 'orders')).toBeUndefined();
    expect(await authorize(token({ aud: 'orders' }), 'catalog')).toBeUndefined();
    expect(await authorize(token({ aud: 'orders' }), 'orders')).toEqual({ clientId: 'web-bff', mayAct: true });
  });

  it.each(['', 'x', 'x.y.z', `${'A'.repeat(9_000)}`])('refuses %j', async (garbage) => {
    expect(await authorize(garbage, 'catalog')).toBeUndefined();
  });

  it('refuses what has expired', async () => {
    expect(await authorize(token({ exp: 1 }), 'catalog')).toBeUndefined();
  });
});
