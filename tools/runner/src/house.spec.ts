import { readConfig } from './config.ts';
import { addressesAt, houseTable } from './house.ts';
import { freePortOffset } from './start-house.ts';
import { assertPortsFree } from './ports.ts';
import { partnerKeys } from './partner-keys.ts';
import { welcome } from './welcome.ts';

const tableAt = (env: NodeJS.ProcessEnv) => houseTable(readConfig(env));
const portsAt = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(tableAt(env).map(({ name, ports }) => [name, ports.map(({ port }) => port)]));

describe('the house', () => {
  it('has every process on the ports of the contract', () => {
    expect(portsAt({})).toEqual({
      'message-log': [4408],
      'domain-services': [4400, 4401, 4402, 4403, 4404, 4405, 4406, 4407],
      'identity-provider': [4300],
      'web-bff': [4000, 4001],
      'mobile-bff': [4100, 4101],
      'partner-bff': [4200, 4201],
    });
  });

  it('moves every port and every address by the offset', () => {
    const moved = tableAt({ FRONTAGE_PORT_OFFSET: '1000' });
    const ports = (table: typeof moved) => table.flatMap((each) => each.ports.map(({ port }) => port));
    expect(ports(moved)).toEqual(ports(tableAt({})).map((port) => port + 1000));
    const text = JSON.stringify(moved.map(({ readyUrls, env }) => ({ readyUrls, env })));
    expect(text.match(/:[45]\d{3}\b/g)?.filter((port) => port.startsWith(':4'))).toEqual([]);
  });

  it('tells every process where the services and the provider are', () => {
    for (const { env } of tableAt({}))
      expect(env).toMatchObject({
        OIDC_ISSUER: 'http://127.0.0.1:4300',
        CATALOG_URL: 'http://127.0.0.1:4401',
        INVENTORY_URL: 'grpc://127.0.0.1:4403',
        RECOMMENDATIONS_URL: 'http://127.0.0.1:4407',
        MESSAGE_LOG_URL: 'log://127.0.0.1:4408',
        LOG_LEVEL: 'warn',
      });
  });

  it('tells the domain services where the BFFs are, for the house page: admin surfaces are on loopback', () => {
    const envOf = (env: NodeJS.ProcessEnv) => tableAt(env).find(({ name }) => name === 'domain-services')?.env;
    expect(envOf({ FRONTAGE_PORT_OFFSET: '100' })).toMatchObject({
      WEB_BFF_URL: 'http://localhost:4100',
      WEB_BFF_ADMIN_URL: 'http://127.0.0.1:4101',
      MOBILE_BFF_URL: 'http://localhost:4200',
      MOBILE_BFF_ADMIN_URL: 'http://127.0.0.1:4201',
      PARTNER_BFF_URL: 'http://localhost:4300',
      PARTNER_BFF_ADMIN_URL: 'http://127.0.0.1:4301',
    });
    expect(envOf({ WEB_BFF_URL: 'https://shop.example' })).toMatchObject({
      WEB_BFF_URL: 'https://shop.example',
      WEB_BFF_ADMIN_URL: 'http://127.0.0.1:4001',
    });
  });

  it('says that this is development: nothing is seeded where nobody says so', () => {
    for (const { env } of tableAt({})) expect(env).toMatchObject({ NODE_ENV: 'development' });
    for (const { env } of tableAt({ NODE_ENV: 'test' })) expect(env).toMatchObject({ NODE_ENV: 'test' });
  });

  it('has the provider know the browser by another host than its own', () => {
    const { web, issuer } = addressesAt(0);
    expect([web, issuer].map((url) => new URL(url).hostname)).toEqual(['localhost', '127.0.0.1']);
    expect(tableAt({}).find(({ name }) => name === 'identity-provider')?.env).toMatchObject({ WEB_BFF_URL: web });
  });

  it('uses a provider and a service that are configured, while its own provider stays its own', () => {
    const table = tableAt({
      OIDC_ISSUER: 'https://login.example',
      REVIEWS_URL: 'http://reviews.example',
      LOG_LEVEL: 'debug',
    });
    const env = (name: string) => table.find((each) => each.name === name)?.env;
    expect(env('web-bff')).toMatchObject({
      OIDC_ISSUER: 'https://login.example',
      REVIEWS_URL: 'http://reviews.example',
      LOG_LEVEL: 'debug',
    });
    expect(env('identity-provider')).toMatchObject({ OIDC_ISSUER: 'http://127.0.0.1:4300' });
  });

  it('runs the checked-in documents of web-bff by their id, or those that are configured', () => {
    const fileAt = (env: NodeJS.ProcessEnv) =>
      tableAt(env).find(({ name }) => name === 'web-bff')?.env['TRUSTED_DOCUMENTS_FILE'];
    expect(fileAt({})).toMatch(/apps.web-bff.trusted-documents\.json$/);
    expect(fileAt({ TRUSTED_DOCUMENTS_FILE: '/etc/documents.json' })).toBe('/etc/documents.json');
  });

  it('has no message log where RabbitMQ is configured', () => {
    const table = tableAt({ AMQP_URL: 'amqp://rabbit.example' });
    expect(table.map(({ name }) => name)).not.toContain('message-log');
    for (const { env } of table) expect(env).not.toHaveProperty('MESSAGE_LOG_URL');
  });

  it('tells only the domain services about the offset: the others are told their ports', () => {
    const told = tableAt({ FRONTAGE_PORT_OFFSET: '7' }).filter(({ env }) => 'FRONTAGE_PORT_OFFSET' in env);
    expect(told.map(({ name }) => name)).toEqual(['domain-services']);
  });
});

describe('a free offset', () => {
  it('has every port of the house free', async () => {
    const portOffset = await freePortOffset();
    const table = tableAt({ FRONTAGE_PORT_OFFSET: String(portOffset) });
    await expect(assertPortsFree(table, portOffset)).resolves.toBeUndefined();
  });
});

describe('the greeting', () => {
  it('names addresses, people and keys, and ends with being ready', async () => {
    const keys = await partnerKeys();
    const text = welcome(readConfig({ FRONTAGE_PORT_OFFSET: '100' }), keys, 2345);
    for (const part of [
      'http://localhost:4100/graphiql',
      'Open http://127.0.0.1:4500/ first',
      'http://127.0.0.1:4500/faults',
      'ada@example.test',
      keys[0]!.key,
    ])
      expect(text).toContain(part);
    expect(text.split('\n').at(-1)).toMatch(/^Frontage is ready \(2\.3 s\)/);
  });
});
