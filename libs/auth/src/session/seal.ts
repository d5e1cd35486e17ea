/** Sealed texts: a browser carries them for us and can neither read nor change them (AES-256-GCM). */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Seal {
  /** Seals a text for one context; opened with another, it is void. */
  seal(text: string, context: string): string;
  /** The text, or undefined when it was not sealed by us, for this context, with a secret that is still in use. */
  open(sealed: string, context: string): string | undefined;
}

const ivBytes = 12;
const tagBytes = 16;
/** Shorter secrets are not random, or not random enough. */
const minSecretLength = 32;

/** Creates a seal. The first secret seals, all of them open: that is how they are rotated. `purpose` keeps uses of one secret apart. */
export function createSeal(secrets: readonly string[], purpose: string): Seal {
  if (secrets.length === 0) throw new Error('a seal needs at least one secret');
  if (secrets.some(({ length }) => length < minSecretLength)) {
    throw new Error(`a secret to seal with must have at least ${minSecretLength} characters`);
  }
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
  return {
    seal: (text, context) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', keys[0]!, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < ivBytes + tagBytes) return undefined;
      for (const key of keys) {
        try {
          const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
            .setAAD(Buffer.from(context))
            .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
          return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
        } catch {
          // Sealed with another secret, or not by us: the next one tells.
        }
      }
      return undefined;
    },
  };
}
