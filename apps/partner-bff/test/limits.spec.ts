import { developmentApiKey } from '@frontage/auth/development';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
// Limits that a spec can use up: 1 a minute (standard tier), 10 (premium).
beforeAll(async () => (house = await startPartnerHouse({ LIMITS_FACTOR: '0.0017' })));
afterAll(() => house.close());

const enter = (partner: string) => house.api.get('/v2').set('Authorization', house.as(partner));

describe('a partner', () => {
  it('is told what its tier may, and refused with a problem beyond it', async () => {
    const first = await enter('acme').expect(200);
    expect(first.headers['ratelimit-policy']).toBe('"burst";q=1;w=1, "minute";q=1;w=60, "day";q=170;w=86400');
    expect(first.headers['ratelimit']).toMatch(/^"burst";r=0;t=1, "minute";r=0;t=60, "day";r=169;t=\d+$/);
    const { headers, body } = await enter('acme').expect(429);
    expect(body).toMatchObject({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      code: 'RATE_LIMITED',
      'violated-policies': expect.arrayContaining(['minute']) as unknown,
    });
    expect(Number(headers['retry-after'])).toBeGreaterThan(1);
  });

  it('of a higher tier may more, and takes nothing from others', async () => {
    const { headers } = await enter('globex').expect(200);
    expect(headers['ratelimit-policy']).toContain('"minute";q=10;w=60');
  });

  it('pays for guessing keys, by address', async () => {
    const guess = () => house.api.get('/v2').set('X-API-Key', `${developmentApiKey('acme')}x`);
    const { headers } = await guess().expect(401);
    expect(headers['ratelimit-policy']).toBe('"address";q=1;w=60');
    await guess().set('X-Forwarded-For', '198.51.100.7').expect(429);
  });
});
