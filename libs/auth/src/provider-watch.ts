/**
 * How the identity provider takes us. What it refuses us for (a wrong secret, a scope that it does not know) is wrong for everybody and
 * until somebody changes it: told once, to whoever runs this, in the provider's own words, which no client sees.
 */

import type { OutboundFetch } from './issuer.ts';

export type ProviderTrouble =
  /** The provider knows us not, or not for this. */
  | {
      readonly kind: 'refused';
      /** What was asked for: `client_credentials urn:frontage:catalog`, `authorization_code`. */
      readonly request: string;
      /** Its error code (RFC 6749 §5.2): `invalid_client`. */
      readonly code: string;
      /** Its own words, at most 200 characters. */
      readonly description: string | undefined;
    }
  /** What it says of itself does not fit what is configured here. */
  | { readonly kind: 'misfit'; readonly why: string };

/**
 * `unknown` before it was asked anything, `up`; `unreachable` while it cannot be asked; `refuses-us` while it refuses something for a
 * reason that only configuration can change, here or there; `misfit` while its metadata cannot be used.
 */
export type ProviderState = 'unknown' | 'up' | 'unreachable' | 'refuses-us' | 'misfit';

export interface ProviderWatchOptions {
  readonly fetch: OutboundFetch;
  /** Told once of each trouble, and again when another has come in its place. */
  readonly onTrouble: (trouble: ProviderTrouble) => void;
  /** Told when the last trouble is over. */
  readonly onOver: () => void;
}

export interface ProviderWatch {
  /** `fetch`, watched: everything that is said to the provider goes through it. */
  readonly fetch: OutboundFetch;
  /** Whether the provider's metadata can be used; undefined when it can. For `createIssuer`. */
  readonly onMetadata: (flaw: string | undefined) => void;
  state(): ProviderState;
}

/** Creates a watch over the one way to the provider. */
export function watchProvider({ fetch, onTrouble, onOver }: ProviderWatchOptions): ProviderWatch {
  const troubles = new Map<string, string>();
  let reached: 'unknown' | 'up' | 'unreachable' = 'unknown';

  function begin(subject: string, what: string, trouble: ProviderTrouble): void {
    if (troubles.get(subject) === what) return;
    troubles.set(subject, what);
    onTrouble(trouble);
  }
  function end(subject: string): void {
    if (troubles.delete(subject) && troubles.size === 0) onOver();
  }

  async function judge(request: string, response: Response): Promise<void> {
    if (response.ok) return end(request);
    const refusal = await readRefusal(response);
    if (refusal) begin(request, refusal.code, { kind: 'refused', request, ...refusal });
  }

  return {
    fetch: async (input, init) => {
      let response: Response;
      try {
        response = await fetch(input, init);
      } catch (error) {
        // Who gives up has learnt nothing.
        if (!init?.signal?.aborted) reached = 'unreachable';
        throw error;
      }
      reached = response.status < 500 ? 'up' : 'unreachable';
      const request = requestOf(init);
      if (request !== undefined) await judge(request, response);
      return response;
    },
    onMetadata: (flaw) => {
      if (flaw === undefined) end(metadata);
      else begin(metadata, flaw, { kind: 'misfit', why: flaw });
    },
    state: () => {
      if (reached !== 'up' || troubles.size === 0) return reached;
      return troubles.has(metadata) ? 'misfit' : 'refuses-us';
    },
  };
}

/** No request to a token endpoint is called so. */
const metadata = 'metadata';

/** What is asked of a token endpoint; undefined for anything else. */
function requestOf(init: RequestInit | undefined): string | undefined {
  const { body } = init ?? {};
  if (typeof body !== 'string' && !(body instanceof URLSearchParams)) return undefined;
  const form = new URLSearchParams(body);
  const grant = form.get('grant_type');
  const target =
    grant === 'client_credentials' ? (form.get('resource') ?? form.get('audience') ?? form.get('scope')) : null;
  return grant === null ? undefined : [grant, ...(target === null ? [] : [target])].join(' ');
}

/** Errors of RFC 6749 §5.2 and RFC 8707 §2 that are about us; others are about one person's code or token. */
const aboutUs: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
]);

/** Some providers say it with the status alone, or in words of their own (`access_denied`). */
async function readRefusal(
  response: Response,
): Promise<{ readonly code: string; readonly description: string | undefined } | undefined> {
  if (response.status < 400 || response.status >= 500 || response.status === 429) return undefined;
  const said = await response
    .clone()
    .json()
    .catch(() => undefined);
  const { error, error_description: description } = (said ?? {}) as Record<string, unknown>;
  const isAboutUs = typeof error === 'string' ? aboutUs.has(error) : false;
  const isDenied = response.status === 401 || (response.status === 403 && error !== 'invalid_grant');
  if (!isAboutUs && !isDenied) return undefined;
  return {
    code: typeof error === 'string' ? error.slice(0, 64) : `status ${response.status}`,
    description: typeof description === 'string' ? description.slice(0, 200) : undefined,
  };
}
