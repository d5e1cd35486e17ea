/** Tokens that the app carries for us: sealed, for one person, one kind and one subject, and of bounded age. No server keeps anything. */

import { formatCaller } from '@frontage/call/headers';
import type { Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { createSeal, secretList } from '@frontage/sealing';

/** Kind of tokens: where they are sent, for how long they are of use, and what the app is told afterwards. */
export interface TokenKind {
  readonly name: string;
  /** JSON pointer of the input that has the token: `#/query/since`. */
  readonly pointer: string;
  readonly maxAgeMs: number;
  /** Failure of a token that was ours, and is too old: GONE. */
  readonly tooOld: { readonly reason: string; readonly message: string };
}

/** Subject and bearer of a token. It opens for no other. */
export interface TokenUse {
  readonly kind: TokenKind;
  readonly call: Call;
  /** Subject within the kind: the id of a product. Default none. */
  readonly subject?: string;
}

export interface Tokens {
  /** Seals a text for the caller. */
  issue(use: TokenUse, text: string): string;
  /**
   * Opens a token. GONE when it is too old. INVALID_INPUT reason BAD_TOKEN for all else: made up, damaged, of another person, kind or
   * subject. The answer does not tell which.
   */
  read(use: TokenUse, token: string): string;
}

/** Environment variables of tokens. */
export const tokensConfig = {
  TOKEN_KEYS: secretList()
    .prefault('frontage-development-token-secret')
    .describe(
      'keys that seal the tokens of `/sync` and of `rest` links, separated by commas: the first seals, all open',
    ),
};

/** Creates tokens. The first secret seals, and all of them open. */
export function createTokens(secrets: readonly string[]): Tokens {
  const seal = createSeal(secrets, 'frontage mobile tokens');
  return {
    issue: (use, text) => seal.seal(`${Math.floor(Date.now() / 1_000).toString(36)} ${text}`, placeOf(use)),
    read: (use, token) => {
      const opened = seal.open(token, placeOf(use));
      if (opened === undefined) throw unknown(use.kind);
      const space = opened.indexOf(' ');
      const ageMs = Date.now() - parseInt(opened.slice(0, space), 36) * 1_000;
      const { maxAgeMs, tooOld } = use.kind;
      if (ageMs > maxAgeMs) throw new Failure('GONE', tooOld.message, { reason: tooOld.reason });
      return opened.slice(space + 1);
    },
  };
}

const placeOf = ({ kind, call, subject = '' }: TokenUse): string =>
  JSON.stringify([kind.name, formatCaller(call.caller), subject]);

const unknown = ({ pointer }: TokenKind): Failure =>
  new Failure('INVALID_INPUT', 'The token is none of yours.', {
    reason: 'BAD_TOKEN',
    errors: [{ pointer, detail: 'is not a token that was given out here, to the one who sends it' }],
  });
