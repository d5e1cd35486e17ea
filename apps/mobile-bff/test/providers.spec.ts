import { dressedProviders, settingsFor } from '@frontage/auth/fake';
import { people } from '@frontage/seed';
import { startMobileHouse, type MobileHouse } from './harness.ts';

const bob = people.find(({ id }) => id === 'bob')!;

describe.each(dressedProviders.map((provider) => [provider.name, provider] as const))('with %s', (_, provider) => {
  const { dress, phoneClaims } = provider;
  let house: MobileHouse;
  beforeAll(async () => {
    house = await startMobileHouse((issuer) => settingsFor(provider, issuer), { dress });
  });
  afterAll(() => house.close());

  const cart = (claims: Record<string, unknown>) =>
    house.phone
      .get('/cart')
      .set('Authorization', `Bearer ${house.issuer.accessToken({ sub: dress.subOf!('bob'), ...claims })}`);

  if (phoneClaims) {
    it('the phone gets in with its access tokens, and with no ID token', async () => {
      await cart(phoneClaims(bob)).expect(200);
      await cart({ ...phoneClaims(bob), aud: 'another' }).expect(401);
      await cart({ ...phoneClaims(bob), nonce: 'n', at_hash: 'h' }).expect(401);
    });
  } else {
    it('the phone does not get in, whatever its tokens are for', async () => {
      await cart({ aud: undefined, token_use: 'access', scope: 'openid' }).expect(401);
    });
  }
});
