/** API keys as an authenticator, for partners. */

import type { Authentication, Authenticator, SecurityScheme } from '@frontage/http-server';
import { parseAddressList, type AddressList } from '@frontage/network-address';
import type { PartnerPrincipal } from '@frontage/policy';
import { apiKeyPrefix, apiKeysInQuery, modeOfWord, parseApiKey } from './api-key.ts';
import type { Exposure } from './exposures.ts';
import type { FoundKey, KeyUse } from './key-store.ts';
import type { FindApiKey } from './known-keys.ts';
import type { Peppers } from './peppers.ts';

export interface ApiKeyOptions {
  /** Look-up, made once per request; `rememberKeys` makes that cheap. */
  readonly find: FindApiKey;
  readonly peppers: Peppers;
  /** Refuses keys of development (`fk_dev_…`), whatever the store has: for production. Default false. */
  readonly refusesDevelopment?: boolean;
  /** Called with every accepted use, within the request, so it must be quick. Default none. */
  readonly onUsed?: (use: KeyUse) => void;
  /** Called for a key that was found in a URL, with the right secret. Default none. */
  readonly onExposed?: (exposure: Exposure) => void;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

export const apiKeyScheme: SecurityScheme = {
  name: 'apiKey',
  openapi: {
    type: 'http',
    scheme: 'bearer',
    description: `API key of live mode, or of test mode (\`${apiKeyPrefix}_test_…\`).`,
  },
};

/** The same key in a header of its own. */
export const apiKeyHeaderScheme: SecurityScheme = {
  name: 'apiKeyHeader',
  openapi: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same key, in a header of its own.' },
};

const rejected = (detail: string): Authentication => ({
  kind: 'rejected',
  detail,
  challenge: `Bearer error="invalid_token", error_description="${detail.replace(/\.$/, '')}"`,
});
const notValid = rejected('The API key is not valid.');
const revoked = rejected('The API key has been revoked.');
const expired = rejected('The API key has expired.');
const ofDevelopment = rejected('This API key is one of development, and opens nothing here.');
const inUrl = rejected(
  'An API key in a URL is exposed, as logs keep URLs. Replace it, and send keys in headers alone.',
);

const refused = (reason: string, detail: string): Authentication => ({
  kind: 'refused',
  code: 'FORBIDDEN',
  reason,
  detail,
});
const suspended = refused('PARTNER_SUSPENDED', 'This partner is suspended.');
const elsewhere = refused('ADDRESS_NOT_ALLOWED', 'This API key may not be used from this address.');

/** Accepts `Authorization: Bearer fk_…` or `X-API-Key: fk_…`; never a query parameter: a
 * request with a key in its URL is refused, whatever else it has, and the key is reported. Two different keys in one request are refused. */
export const apiKeyAuthenticator = ({
  find,
  peppers,
  refusesDevelopment = false,
  onUsed = () => undefined,
  onExposed = () => undefined,
  now = Date.now,
}: ApiKeyOptions): Authenticator => ({
  ...apiKeyScheme,
  challenge: 'Bearer',
  authenticate: async ({ header, address, target = '' }) => {
    const exposed = apiKeysInQuery(target);
    for (const key of exposed) {
      const { id } = parseApiKey(key)!;
      // The answer is the same for any key, and while keys cannot be looked up.
      const found = await find(id).catch(() => undefined);
      // A right secret is the proof: else whoever knows an id could flag the key.
      if (found && peppers.match(key, found.key) !== 'wrong')
        onExposed({ id, partnerId: found.partner.id, at: new Date(now()).toISOString() });
    }
    if (exposed.length > 0) return inUrl;
    const authorization = header('authorization');
    const bearer = authorization === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '');
    const plain = header('x-api-key');
    if (bearer === undefined && plain === undefined) return { kind: 'absent' };
    if (bearer !== undefined && plain !== undefined && bearer !== plain) return notValid;
    const key = bearer ?? plain ?? '';
    const parsed = parseApiKey(key);
    if (!parsed) return notValid;
    if (refusesDevelopment && parsed.word === 'dev') return ofDevelopment;
    const found = await find(parsed.id);
    const match = peppers.match(key, found?.key);
    // The hash covers the word, so that a forged one is wrong. The record is asked too: it may have been changed by hand.
    if (!found || match === 'wrong' || found.key.mode !== modeOfWord(parsed.word)) return notValid;
    // The secret is proven from here on, so naming the flaw helps nobody to guess.
    const at = new Date(now()).toISOString();
    const { principal, addresses } = heldBy(found);
    if (found.key.revokedAt !== undefined) return revoked;
    if (found.key.expiresAt !== undefined && found.key.expiresAt <= at) return expired;
    if (found.partner.status === 'suspended') return suspended;
    if (addresses && !addresses.matches(address ?? '')) return elsewhere;
    onUsed({ id: parsed.id, at, rehashed: match === 'stale' ? peppers.hash(key) : undefined });
    return { kind: 'authenticated', principal };
  },
});

interface Holder {
  readonly principal: PartnerPrincipal;
  /** Addresses that may use the key; undefined = any. */
  readonly addresses: AddressList | undefined;
}

/** Principals, made once per look-up result. */
const holders = new WeakMap<FoundKey, Holder>();

function heldBy(found: FoundKey): Holder {
  let holder = holders.get(found);
  if (!holder) {
    const { key, partner } = found;
    const principal: PartnerPrincipal = {
      kind: 'partner',
      id: partner.id,
      keyId: key.id,
      mode: key.mode,
      tier: partner.tier,
      regions: new Set(partner.regions),
      scopes: new Set(key.scopes),
    };
    holder = { principal, addresses: key.addresses.length > 0 ? parseAddressList(key.addresses) : undefined };
    holders.set(found, holder);
  }
  return holder;
}
