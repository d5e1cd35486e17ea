/** Signing keys of an issuer (RFC 7517), and the one algorithm that each is for (RFC 8725 §3.1): what a token says of its own changes nothing. */

import { createPublicKey, type JsonWebKeyInput, type KeyObject } from 'node:crypto';

export type SigningAlgorithm = 'RS256' | 'PS256' | 'ES256';

export interface SigningKey {
  readonly algorithm: SigningAlgorithm;
  readonly publicKey: KeyObject;
}

/** Which kind of key each algorithm takes. */
const kinds: Readonly<Record<SigningAlgorithm, string>> = { RS256: 'rsa', PS256: 'rsa', ES256: 'prime256v1' };
/** RFC 7518 §3.3. */
const minModulusLength = 2_048;
const algorithms = Object.keys(kinds) as SigningAlgorithm[];

/** Asks whether we know this algorithm. */
export const isSigningAlgorithm = (algorithm: unknown): algorithm is SigningAlgorithm =>
  algorithms.some((known) => known === algorithm);

/** Reads a JWK Set, by `kid`. What is not for signing, or not of our algorithms, is left out; throws when nothing remains. */
export function readKeySet(keySet: unknown): ReadonlyMap<string, SigningKey> {
  const { keys } = (keySet ?? {}) as { readonly keys?: unknown };
  const found = new Map<string, SigningKey>();
  for (const jwk of Array.isArray(keys) ? (keys as (Jwk | null)[]) : []) {
    const key = jwk ? readKey(jwk) : undefined;
    if (key && typeof jwk!.kid === 'string') found.set(jwk!.kid, key);
  }
  if (found.size === 0) throw new Error('the key set holds no key that we could use');
  return found;
}

type Jwk = JsonWebKeyInput['key'] & {
  readonly kid?: unknown;
  readonly use?: unknown;
  readonly alg?: unknown;
};

/** A key that names no algorithm has the first of its kind. */
function readKey(jwk: Jwk): SigningKey | undefined {
  if (jwk.use !== undefined && jwk.use !== 'sig') return undefined;
  const publicKey = parse(jwk);
  const { namedCurve, modulusLength = Infinity } = publicKey?.asymmetricKeyDetails ?? {};
  const kind = namedCurve ?? publicKey?.asymmetricKeyType;
  const algorithm = jwk.alg ?? algorithms.find((each) => kinds[each] === kind);
  const fits = isSigningAlgorithm(algorithm) && kinds[algorithm] === kind && modulusLength >= minModulusLength;
  return publicKey && fits ? { algorithm, publicKey } : undefined;
}

function parse(jwk: Jwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    // Of a kind that is not ours, or broken: the other keys are none the worse for it.
    return undefined;
  }
}
