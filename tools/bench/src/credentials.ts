/** Credentials of a role: real ones for our BFFs, plain headers for peers. */

import { loginMobile, sessionCookie, walkLogin } from '@frontage/runner';
import { developmentPassword, people } from '@frontage/seed';
import { issuePartnerKey, partner, type KeyDatabase } from './api-keys.ts';
import { publicOrigin, type Environment } from './environment.ts';
import type { Client, Role } from './scenarios/scenario.ts';

export type Headers = Readonly<Record<string, string>>;

const person = people.find(({ id }) => id === 'ada')!;
const login = { login: person.email, password: developmentPassword };

/** The headers that peers believe. */
export const claims: Readonly<Record<Role, Headers>> = {
  visitor: {},
  customer: { 'frontage-caller': `customer:${person.id}`, 'x-price-tier': person.tier },
  partner: { 'frontage-caller': `partner:${partner.id}`, 'x-price-tier': partner.tier },
};

/** The headers that prove a role to a BFF of ours: session, access token or API key. */
export async function credentialsFor(
  client: Client,
  origin: string,
  { issuer }: Environment,
  keys: KeyDatabase,
): Promise<Headers> {
  switch (client) {
    case 'web':
      return { cookie: await sessionAt(origin) };
    case 'mobile':
      return { authorization: `Bearer ${(await loginMobile({ ...login, issuer })).accessToken}` };
    case 'partner':
      return { authorization: `Bearer ${await issuePartnerKey(keys)}` };
  }
}

/**
 * The browser's session, as a `Cookie` header. In production the BFF stands behind TLS, under a name that does not exist here: what
 * the browser would send there is sent to where the BFF listens.
 */
async function sessionAt(origin: string): Promise<string> {
  const begun = await fetch(`${origin}/auth/login?returnTo=/`, { redirect: 'manual' });
  const startUrl = new URL(begun.headers.get('location') ?? '');
  const { url } = await walkLogin({ ...login, startUrl, isDestination: (to) => to.origin === publicOrigin });
  const headers = { cookie: cookiesOf(begun).join('; ') };
  const ended = await fetch(`${origin}${url.pathname}${url.search}`, { redirect: 'manual', headers });
  const session = cookiesOf(ended).find((cookie) => cookie.startsWith(`${sessionCookie}=`));
  if (session === undefined) throw new Error(`The login at web-bff ended with ${ended.status} and no session.`);
  return session;
}

const cookiesOf = ({ headers }: Response): string[] => headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]!);
