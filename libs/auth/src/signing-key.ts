/** Signing keys of an issuer (RFC 7517), each for one algorithm. A token's own `alg` does not choose it (RFC 8725 §3.1). */

import { createPublicKey, type JsonWebKeyInput, type KeyObject } from 'node:crypto';

export type SigningAlgorithm = 'RS256' | 'PS256' | 'ES256';

export interface SigningKey {
  readonly algorithm: SigningAlgorithm;
  readonly publicKey: KeyObject;
}

/** Key type or curve of each algorithm. */
const kinds: Readonly<Record<SigningAlgorithm, string>> = { RS256: 'rsa', PS256: 'rsa', ES256: 'prime256v1' };
/** RFC 7518 §3.3: RSA keys of 2,048 bits or more. */
const minModulusLength = 2_048;
const algorithms = Object.keys(kinds) as SigningAlgorithm[];

/** Asks whether an algorithm is accepted. */
export const isSigningAlgorithm = (algorithm: unknown): algorithm is SigningAlgorithm =>
  algorithms.some((known) => known === algorithm);

/** Reads a JWK Set, by `kid`. Keys not for signing or of another algorithm are left out; throws when none remains. */
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

/** Reads a key. Without `alg` it is for the first algorithm of its type. */
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
    // A key of an unknown type, or a broken one, must not spoil the others.
    return undefined;
  }
}
