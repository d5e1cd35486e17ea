/** Place of the tokens: a port, as each platform has its own. */

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** End of the access token, in milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Subject of the ID token: whose tokens these are. */
  readonly person: string;
}

/**
 * Store of the tokens of one person. On a phone it is the Keychain (`kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly`) or a file encrypted
 * with a key of the Keystore; never preferences, a log or a backup. `save` resolves when the tokens would survive the end of the app.
 */
export interface TokenStore {
  load(): Promise<Tokens | undefined>;
  save(tokens: Tokens): Promise<void>;
  clear(): Promise<void>;
}

/** Store that ends with the process. */
export function createMemoryTokenStore(): TokenStore {
  let kept: Tokens | undefined;
  return {
    load: async () => kept,
    save: async (tokens) => void (kept = tokens),
    clear: async () => void (kept = undefined),
  };
}
