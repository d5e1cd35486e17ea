/** Tokens that the app carries for us: sealed, for one person and one kind, and of bounded age. No server keeps anything. */

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

/** Kind of a token, and the call whose caller has it. It opens for no other. */
export interface TokenUse {
  readonly kind: TokenKind;
  readonly call: Pick<Call, 'caller'>;
}

export interface Tokens {
  /** Seals a text for the caller. */
  issue(use: TokenUse, text: string): string;
  /**
   * Opens a token. GONE when it is too old. INVALID_INPUT reason BAD_TOKEN for all else: made up, damaged, of another person or kind. The
   * answer does not tell which.
   */
  read(use: TokenUse, token: string): string;
}

/** Secret of development. */
export const developmentTokenSecret = 'frontage-development-token-secret';

/** Environment variables of tokens. */
export const tokensConfig = {
  TOKEN_KEYS: secretList()
    .prefault(developmentTokenSecret)
    .describe('keys that seal tokens of `/sync` and `rest` links, separated by commas: the first seals, all open'),
};

/** Creates tokens. The first secret seals, and all of them open. `now` is the clock, in milliseconds. */
export function createTokens(secrets: readonly string[], now: () => number = () => Date.now()): Tokens {
  const seal = createSeal(secrets, 'frontage mobile tokens');
  return {
    issue: (use, text) => seal.seal(`${Math.floor(now() / 1_000).toString(36)} ${text}`, placeOf(use)),
    read: (use, token) => {
      const opened = seal.open(token, placeOf(use));
      if (opened === undefined) throw unknown(use.kind);
      const space = opened.indexOf(' ');
      const ageMs = now() - parseInt(opened.slice(0, space), 36) * 1_000;
      if (ageMs > use.kind.maxAgeMs) throw tooOld(use.kind);
      return opened.slice(space + 1);
    },
  };
}

const placeOf = ({ kind, call }: TokenUse): string => `${kind.name} ${formatCaller(call.caller)}`;

/** Failure of a token that was ours, and is too old; or has the shape of another version of this BFF. */
export const tooOld = ({ tooOld: { reason, message } }: TokenKind): Failure => new Failure('GONE', message, { reason });

const unknown = ({ pointer }: TokenKind): Failure =>
  new Failure('INVALID_INPUT', 'The token is none of yours.', {
    reason: 'BAD_TOKEN',
    errors: [{ pointer, detail: 'is not a token that was given out here, to the one who sends it' }],
  });
