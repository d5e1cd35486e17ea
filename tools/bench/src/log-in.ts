/** Logs in at the measured BFFs as their clients do. */

import { walkLogin, loginMobile, sessionCookie } from '@frontage/runner';
import { developmentPassword, people } from '@frontage/seed';

/** Who sits at browser and phone. */
const person = people.find(({ id }) => id === 'ada')!;
const credentials = { login: person.email, password: developmentPassword };

/** `Frontage-Caller` and price list of that person, for peers, who believe what they are told. */
export const customer = { caller: `customer:${person.id}`, tier: person.tier };

/** The phone's access token. */
export const phoneToken = async (issuer: string): Promise<string> =>
  (await loginMobile({ ...credentials, issuer })).accessToken;

/**
 * The browser's session, as a `Cookie` header. In production the BFF stands behind TLS, under a name that does not exist here: what
 * the browser would send there is sent to where the BFF listens.
 */
export async function browserCookie(origin: string, publicOrigin: string): Promise<string> {
  const begun = await fetch(`${origin}/auth/login?returnTo=/`, { redirect: 'manual' });
  const { url } = await walkLogin({
    ...credentials,
    startUrl: new URL(begun.headers.get('location') ?? ''),
    isDestination: (to) => to.origin === publicOrigin,
  });
  const ended = await fetch(`${origin}${url.pathname}${url.search}`, {
    redirect: 'manual',
    headers: { cookie: cookiesOf(begun) },
  });
  const session = cookiesOf(ended)
    .split('; ')
    .find((cookie) => cookie.startsWith(`${sessionCookie}=`));
  if (session === undefined) throw new Error(`The login at web-bff ended with ${ended.status} and no session.`);
  return session;
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0]!)
    .join('; ');
