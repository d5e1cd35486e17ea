/** Service tokens: client credentials (RFC 6749 §4.4), one for each audience (RFC 8707). */

import type { Call } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import { notAcceptedMessage, unavailable, type Issuer, type OutboundFetch } from './issuer.ts';

export interface ServiceTokenOptions {
  readonly issuer: Issuer;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly fetch: OutboundFetch;
  /**
   * Parameters of a token request: `scope`, `resource` (RFC 8707) or `audience`. Default the scope `act` and the resource
   * `urn:frontage:<service>`, as our own provider wants them.
   */
  readonly requestFor?: (service: string) => Readonly<Record<string, string>>;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

interface Held {
  readonly token: string;
  /** Instant from which the next token is fetched, ahead of expiry. */
  readonly refreshAt: number;
  readonly expiresAt: number;
}

/** Share of a token's lifetime after which the next is fetched in the background. */
const refreshShare = 0.8;
/** Margin before expiry: a token could expire on its way. */
const marginMs = 5_000;
/** Back-off after a failed fetch. An outage must not add a token request to each of ours. */
const restMs = 2_000;

/** Creates the source of service tokens: held, or fetched once for all waiters. Has the shape of upstream's ServiceIdentity. */
export function createServiceTokens(options: ServiceTokenOptions): (audience: string, call: Call) => Promise<string> {
  const { now = () => Date.now() } = options;
  const held = new Map<string, Held>();
  const restUntil = new Map<string, number>();
  const fetching = new Map<string, Promise<string>>();
  const fetchOnce = (audience: string): Promise<string> => {
    let pending = fetching.get(audience);
    if (!pending) {
      pending = request(audience, options)
        .then(({ token, lifeMs }) => {
          held.set(audience, { token, refreshAt: now() + lifeMs * refreshShare, expiresAt: now() + lifeMs - marginMs });
          return token;
        })
        .finally(() => fetching.delete(audience));
      // Waiters see the failure. Without waiters it would be an unhandled rejection.
      pending.catch(() => restUntil.set(audience, now() + restMs));
      fetching.set(audience, pending);
    }
    return pending;
  };
  return async (audience, call) => {
    const current = held.get(audience);
    if (!current || now() >= current.expiresAt) return orEnd(fetchOnce(audience), call);
    // The current token is still good, so a failed renewal must not fail the call.
    if (now() >= Math.max(current.refreshAt, restUntil.get(audience) ?? 0)) void fetchOnce(audience);
    return current.token;
  };
}

/** The deadline ends one waiter, not the fetch that others wait for. */
function orEnd(pending: Promise<string>, call: Call): Promise<string> {
  return new Promise((resolve, reject) => {
    const { signal } = call.deadline;
    const end = (): void => reject(call.deadline.reason!);
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    pending.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

const defaultRequest = (service: string) => ({ scope: 'act', resource: `urn:frontage:${service}` });

async function request(
  audience: string,
  { issuer, clientId, clientSecret, fetch, requestFor = defaultRequest }: ServiceTokenOptions,
): Promise<{ readonly token: string; readonly lifeMs: number }> {
  const { token_endpoint } = await issuer.metadata();
  const form = new URLSearchParams({ ...requestFor(audience), grant_type: 'client_credentials' });
  const credentials = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  let answer: { access_token?: unknown; expires_in?: unknown };
  try {
    const response = await fetch(token_endpoint, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: form.toString(),
    });
    if (!response.ok) {
      const cause = new Error(`the token endpoint answered ${response.status} for audience ${audience}`);
      if (response.status >= 400 && response.status < 500 && response.status !== 429) {
        throw new Failure('UNAVAILABLE', notAcceptedMessage, { service: 'identity-provider', cause });
      }
      throw cause;
    }
    answer = (await response.json()) as typeof answer;
  } catch (error) {
    throw isFailure(error) ? error : unavailable(error);
  }
  if (typeof answer.access_token !== 'string') throw unavailable(new Error('the token endpoint gave no token'));
  return {
    token: answer.access_token,
    lifeMs: 1_000 * (typeof answer.expires_in === 'number' ? answer.expires_in : 60),
  };
}
