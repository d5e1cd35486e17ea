/** Sealed texts (AES-256-GCM): a holder can neither read them, nor change them, nor use one in place of another. */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Seal {
  /** Seals a text for one place. It does not open for another. */
  seal(text: string, place: string): string;
  /** Opens a text; undefined when it was not sealed by us, for this place, with a secret in use. */
  open(sealed: string, place: string): string | undefined;
}

const ivBytes = 12;
const tagBytes = 16;
/** Shorter secrets are not random, or not random enough. */
export const minSecretLength = 32;

/**
 * Creates a seal. The first secret seals, and all of them open, which allows rotation.
 *
 * `purpose` separates the uses of one secret: a text sealed for one does not open for another (HKDF, RFC 5869). Throws a TypeError for no
 * secret, or one that is too short.
 */
export function createSeal(secrets: readonly string[], purpose: string): Seal {
  if (secrets.length === 0) throw new TypeError('A seal needs at least one secret.');
  if (secrets.some(({ length }) => length < minSecretLength))
    throw new TypeError(`A secret to seal with must have at least ${minSecretLength} characters.`);
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
  return {
    seal: (text, place) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', keys[0]!, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, place) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < ivBytes + tagBytes) return undefined;
      const [iv, tag, body] = [
        bytes.subarray(0, ivBytes),
        bytes.subarray(ivBytes, ivBytes + tagBytes),
        bytes.subarray(ivBytes + tagBytes),
      ];
      for (const key of keys) {
        try {
          const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
          decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
          return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
        } catch {
          // Sealed with another secret, or not by us: the next one decides.
        }
      }
      return undefined;
    },
  };
}
