/**
 * A day in the house with everything that can go wrong, and then the search. No answer of a BFF and no line of a log holds a token or a
 * code of the provider, a client's secret, a key, or the id of a session.
 */

import {
  developmentApiKey,
  developmentClientSecret,
  developmentPepper,
  developmentSessionSecret,
} from '@frontage/auth/development';
import { freePort } from '@frontage/network-address/fake';
import { addressesAt, freePortOffset, startHouse, type House } from '@frontage/runner';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserOf, partnerOf, phoneOf } from '../src/clients.ts';
import { startAlone, type LoneProcess } from '../src/lone-process.ts';
import { tapAnswers, tapProvider, type ProviderTap } from '../src/wiretap.ts';

const processes = ['web-bff', 'mobile-bff', 'partner-bff', 'domain-services', 'identity-provider', 'message-log'];
const clients = ['web-bff', 'mobile-bff', 'partner-bff', 'domain-services'];

let house: House;
let provider: LoneProcess;
let tap: ProviderTap;
let dataDir: string;
const answers = tapAnswers();

beforeAll(async () => {
  const portOffset = await freePortOffset();
  const at = addressesAt(portOffset);
  const port = String(await freePort());
  dataDir = mkdtempSync(join(tmpdir(), 'frontage-secrecy-'));
  tap = await tapProvider(await freePort(), `http://127.0.0.1:${port}`);
  provider = await startAlone('identity-provider', {
    env: {
      PORT: port,
      OIDC_ISSUER: tap.url,
      WEB_BFF_URL: at.web,
      FRONTAGE_DATA_DIR: dataDir,
      LOG_LEVEL: 'trace',
      // Tokens that last for a second are renewed within the day.
      ACCESS_TOKEN_TTL_S: '1',
    },
    readyUrl: `http://127.0.0.1:${port}/readyz`,
  });
  house = await startHouse({ portOffset, env: { OIDC_ISSUER: tap.url, LOG_LEVEL: 'trace' } });
}, 120_000);

afterAll(async () => {
  answers.remove();
  await house?.stop();
  await provider?.crash();
  tap?.close();
  rmSync(dataDir, { recursive: true, force: true });
}, 30_000);

/** As a browser or a program sends it; whatever comes back is written down. */
const send = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { redirect: 'manual', ...init, signal: AbortSignal.timeout(10_000) });

const cookieOf = (text: string): string | undefined =>
  /^set-cookie: __Host-Http-frontage=([\w-]{43});/m.exec(text)?.[1];

async function aDay(): Promise<void> {
  const { web, mobile, partner } = house.at;
  const at = { ...house, at: { ...house.at, issuer: tap.url } };
  const [ada, visitor] = [await browserOf(at, 'ada'), await browserOf(at)];
  const page =
    '{ viewer { id profile { name email } } products(first: 20) { edges { node { id price { net { amount } } } } } }';
  await visitor.query(page);
  // Until the session has been renewed.
  while ((tap.grants['refresh_token'] ?? 0) === 0) await ada.query(page);
  const session = await ada.get<{ logoutUrl: string }>('/auth/session');
  await ada.query('mutation { checkout(input: { idempotencyKey: "secrecy" }) { order { id } } }');
  await ada.query('{ nonsense }');

  const phone = await phoneOf(at, 'bob');
  // Some of each kind: the codes, and the tokens of people and of processes.
  const tokens = [...tap.issued].slice(-8);
  for (const path of ['/home', '/cart', '/orders', '/nowhere']) await send(mobile + path);
  await phone.get('/home');
  await phone.get('/orders');
  for (const key of ['acme', 'globex', 'initech']) await partnerOf(at, key).get('/v2/products');
  const globex = { authorization: `Bearer ${developmentApiKey('globex')}` };
  await send(`${partner}/v2/products?limit=x`, { headers: globex });

  // Secrets in places where they do not belong.
  for (const secret of [...tokens, developmentApiKey('acme')]) {
    for (const url of [`${web}/auth/session`, `${mobile}/home`, `${mobile}/orders`, `${partner}/v2/products`]) {
      await send(`${url}?access_token=${secret}&api_key=${secret}`, { headers: { 'x-csrf': '1' } });
      await send(url, { headers: { authorization: `Bearer ${secret}`, 'x-api-key': secret, 'x-csrf': '1' } });
      await send(url, { headers: { cookie: `__Host-Http-frontage=${secret}`, 'x-csrf': '1' } });
    }
    const logout = new URLSearchParams({ logout_token: secret });
    await send(`${web}/auth/backchannel-logout`, { method: 'POST', body: logout });
    await send(`${web}/auth/callback?code=${secret}&state=${'A'.repeat(43)}`);
    await send(`${web}/auth/login?returnTo=https:evil?${secret}`);
    await send(`${web}/auth/logout?sid=${secret}`, { headers: { 'x-csrf': '1' } });
    await visitor.query('query ($id: ID!) { product(id: $id) { id } }', { id: 7, secret });
  }

  // A callback that the provider does not honour, and a provider that is not there.
  const begun = await send(`${web}/auth/login`);
  const state = new URL(begun.headers.get('location')!).searchParams.get('state')!;
  const login = begun.headers.getSetCookie()[0]!.split(';')[0]!;
  const callback = `${web}/auth/callback?code=${randomUUID()}&state=${state}&iss=${encodeURIComponent(tap.url)}`;
  tap.down = true;
  await send(callback, { headers: { cookie: login } });
  await send(`${web}/auth/login`);
  // Until a renewal has failed.
  while (!readFileSync(house.logFileOf('web-bff'), 'utf8').includes('renewal-failed')) await ada.query(page);
  tap.down = false;
  await send(callback, { headers: { cookie: login } });

  await ada.get('/auth/logout?sid=wrong');
  const cookie = answers.told.map(({ text }) => cookieOf(text)).find((id) => id !== undefined)!;
  const goodbye = await send(web + session.body.logoutUrl, { headers: { cookie: `__Host-Http-frontage=${cookie}` } });
  expect([goodbye.status, new URL(goodbye.headers.get('location')!).origin]).toEqual([302, tap.url]);
  await ada.query('{ viewer { id } }');
}

it('nothing secret is in an answer, and nothing secret is in a log', async () => {
  await aDay();
  const { web, mobile, partner } = house.at;
  const told = answers.told.filter(({ url }) => [web, mobile, partner].includes(new URL(url).origin));
  const logs = [
    ...processes.map((name) => [name, readFileSync(house.logFileOf(name), 'utf8')] as const),
    ['the provider', provider.output()] as const,
  ];

  // The search finds what it should: there was something to find, and somewhere to find it.
  expect(Object.keys(tap.grants).sort()).toEqual(['authorization_code', 'client_credentials', 'refresh_token']);
  expect(tap.issued.size).toBeGreaterThan(10);
  expect(new Set(told.map(({ status }) => status)).size).toBeGreaterThan(5);
  for (const name of ['web-bff', 'mobile-bff', 'partner-bff', 'the provider'])
    expect(logs.find(([whose]) => whose === name)?.[1].split('\n').length).toBeGreaterThan(10);

  const sessions = told.map(({ text }) => cookieOf(text)).filter((id) => id !== undefined);
  expect(sessions.length).toBeGreaterThan(0);
  const secrets = new Map<string, string>([
    ...[...tap.issued].flatMap((token) => pieces(token).map((piece) => [piece, 'token'] as const)),
    ...clients.map((client) => [developmentClientSecret(client), `secret of ${client}`] as const),
    ...['acme', 'globex', 'initech'].flatMap((name) => [
      [developmentApiKey(name), `key of ${name}`] as const,
      [developmentApiKey(name, 'test'), `test key of ${name}`] as const,
    ]),
    [developmentPepper, 'pepper'],
    [developmentSessionSecret, 'session key'],
  ]);
  const found = [...secrets].flatMap(([secret, what]) => [
    ...told
      .filter(({ text }) => text.includes(secret))
      .map(({ url }) => `${what} in an answer of ${url.split('?')[0]}`),
    ...logs.filter(([, log]) => log.includes(secret)).map(([name]) => `${what} in the log of ${name}`),
  ]);
  const leaks = sessions.flatMap((id) => [
    // A session's id stands in its own cookie, once, when it is begun.
    ...told.filter(({ text }) => text.replaceAll(/^set-cookie: .*$/gm, '').includes(id)).map(({ url }) => url),
    ...(told.filter(({ text }) => text.includes(id)).length > 1 ? ['an id given out twice'] : []),
    ...logs.filter(([, log]) => log.includes(id)).map(([name]) => `session in the log of ${name}`),
  ]);
  expect([...new Set([...found, ...leaks])]).toEqual([]);
}, 120_000);

/** A JWT without its signature, or the signature alone, is as bad as all of it. */
const pieces = (token: string): string[] => {
  const [header, payload, signature] = token.split('.');
  return signature === undefined ? [token] : [`${header}.${payload}`, signature];
};
