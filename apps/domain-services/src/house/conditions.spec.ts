import { fakePricing } from '@frontage/pricing-fake';
import { host, noFaults, readFaults, type Hosted } from '@frontage/service-host';
import { conditionOf, conditions, inWords } from './conditions.ts';

describe('the condition of a service', () => {
  let pricing: Hosted;
  beforeAll(async () => {
    pricing = await host(fakePricing());
  });
  afterAll(() => pricing.close());

  it.each(conditions)('is $id when its button was pressed', ({ id, faults = {} }) => {
    pricing.faults.set(readFaults(faults));
    expect(conditionOf(pricing.faults.current)).toBe(id);
    expect(inWords(pricing.faults.current) === 'answers as it should').toBe(id === 'well');
  });

  it.each([
    [{ latencyMs: 800, jitterMs: 200, errorRate: 0.3 }, 'answers after 800 to 1000 ms; 30 % of calls fail with 503'],
    [{ status: 500, errorRate: 1 }, 'every call fails with 500'],
    [{ corrupt: true, oversizeBytes: 9 }, 'breaks its contract; answers with 9 bytes'],
  ])('is another with %j, and is told', (faults, words) => {
    expect(conditionOf({ ...noFaults, ...faults })).toBe('other');
    expect(inWords({ ...noFaults, ...faults })).toBe(words);
  });
});
