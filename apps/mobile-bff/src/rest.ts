/**
 * Rest of a screen: an answer that lacks parts has a link to them, and to nothing else. What is on the screen already is not sent again. The link
 * holds what is missing, sealed, so that no server keeps anything.
 */

import type { Call } from '@frontage/call';
import { currencies, type Currency } from '@frontage/dto-mapping/money';
import { url } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import type { ExtrasContext } from './product-extras.ts';
import { tooOld, type TokenKind, type Tokens } from './tokens.ts';

/** Screen whose rest can be asked for; the path of the link has its name. */
export type Screen = 'home' | 'product';

/** Rest of a screen. */
export interface Rest {
  /** Names of the missing parts, as in `degraded`. */
  readonly missing: readonly string[];
  /** Products that are on the screen. */
  readonly shown: readonly string[];
  /** Currency of the screen. */
  readonly currency: Currency;
}

/** Token of a rest. A minute later, the screen itself is asked for again. */
const kindOf = (screen: Screen): TokenKind => ({
  name: `rest ${screen}`,
  pointer: '#/params/missing',
  maxAgeMs: 60_000,
  tooOld: { reason: 'REST_TOO_OLD', message: 'The link is too old. Ask for the screen again.' },
});

const maxTokenLength = 2_000;

/** Path parameter: the token. Its syntax is not enforced here: what is none of ours is refused like that of another person. */
export const restParams = z.object({
  missing: z.string().meta({
    ...{ pattern: '^[A-Za-z0-9_-]+$', maxLength: maxTokenLength },
    description: 'The missing parts, as `rest` of the answer before names them.',
  }),
});

/** Parameters of an example in the document. */
export const exampleRest = { missing: 'Zm9yX3RoZV9kb2N1bWVudF9hbG9uZV90aGlzX29wZW5zX25vdGhpbmc' };

/** Member of a screen that lacks parts. Spread into its view. */
export const restMember = {
  rest: url(
    'Path of the missing parts alone, for a minute and for who got it. Missing when there are none.',
  ).optional(),
};

const restOf = z.object({
  missing: z.array(z.string()),
  shown: z.array(z.string()),
  currency: z.enum(currencies),
});

/** Tokens, and the call: its caller, and what is missing by now. */
interface RestUse {
  readonly tokens: Tokens;
  readonly call: Pick<Call, 'caller'> & { readonly ledger: Pick<Call['ledger'], 'degraded'> };
}

/** Member `rest` of an answer, when parts of it are missing by now. */
export function restLink(
  screen: Screen,
  { tokens, call }: RestUse,
  { shown, currency }: Omit<Rest, 'missing'>,
): { readonly rest?: string } {
  const missing = call.ledger.degraded;
  if (missing.length === 0) return {};
  const text = JSON.stringify({ missing, shown, currency } satisfies Rest);
  return { rest: `/rest/${screen}/${tokens.issue({ kind: kindOf(screen), call }, text)}` };
}

/** Reads the token of a link. GONE after a minute, INVALID_INPUT when it is none of the caller's for this screen. */
export function readRest(screen: Screen, { tokens, call }: RestUse, token: string): Rest {
  const kind = kindOf(screen);
  const { data } = restOf.safeParse(JSON.parse(tokens.read({ kind, call }, token)));
  if (!data) throw tooOld(kind);
  return data;
}

/** Context of the parts of a rest. */
export interface RestContext extends ExtrasContext, Pick<Rest, 'missing' | 'shown'> {}

/** Ids of the products on the screen that lack a part. */
export const lacking = ({ missing, shown }: RestContext, part: string): readonly string[] =>
  missing.includes(part) ? shown : [];

/** Fetches something of products; undefined, and no call, for none. */
export const ofSome = async <T>(
  ids: readonly string[],
  fetch: (ids: readonly string[]) => Promise<T>,
): Promise<T | undefined> => (ids.length === 0 ? undefined : fetch(ids));
