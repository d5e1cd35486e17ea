/**
 * Watch over the identity provider's refusals of this client. A wrong secret or an unknown scope affects all callers until the
 * configuration changes, so it is reported once, to operators, in the provider's own words. No client sees those.
 */

import type { OutboundFetch } from './issuer.ts';

export type ProviderTrouble =
  /** The provider refuses this client, or one of its requests. */
  | {
      readonly kind: 'refused';
      /** The refused request: `client_credentials urn:frontage:catalog`, `authorization_code`. */
      readonly request: string;
      /** Error code (RFC 6749 §5.2): `invalid_client`. */
      readonly code: string;
      /** The provider's description, at most 200 characters. */
      readonly description: string | undefined;
    }
  /** Metadata that do not fit the configuration here. */
  | { readonly kind: 'misfit'; readonly why: string };

/**
 * State of the provider: `unknown` before the first request, then `up`. `unreachable` while requests fail; `refuses-us` while it refuses a
 * request for a reason that only configuration can change, here or there; `misfit` while its metadata cannot be used.
 */
export type ProviderState = 'unknown' | 'up' | 'unreachable' | 'refuses-us' | 'misfit';

export interface ProviderWatchOptions {
  readonly fetch: OutboundFetch;
  /** Called once for each trouble, and again when another replaces it. */
  readonly onTrouble: (trouble: ProviderTrouble) => void;
  /** Called when the last trouble is over. */
  readonly onOver: () => void;
}

export interface ProviderWatch {
  /** `fetch`, watched: all requests to the provider go through it. */
  readonly fetch: OutboundFetch;
  /** Flaw of the metadata; undefined when they can be used. For `createIssuer`. */
  readonly onMetadata: (flaw: string | undefined) => void;
  state(): ProviderState;
}

/** Creates a watch around `fetch`. */
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
        // An aborted request says nothing about the provider.
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

/** Key of the metadata's trouble, which no token request has. */
const metadata = 'metadata';

/** Name of a token request; undefined for any other request. */
function requestOf(init: RequestInit | undefined): string | undefined {
  const { body } = init ?? {};
  if (typeof body !== 'string' && !(body instanceof URLSearchParams)) return undefined;
  const form = new URLSearchParams(body);
  const grant = form.get('grant_type');
  const target =
    grant === 'client_credentials' ? (form.get('resource') ?? form.get('audience') ?? form.get('scope')) : null;
  return grant === null ? undefined : [grant, ...(target === null ? [] : [target])].join(' ');
}

/** Errors of RFC 6749 §5.2 and RFC 8707 §2 about this client. Others are about one person's code or token. */
const aboutUs: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
]);

/** Refusals of this client. Some providers send the status alone, or codes of their own (`access_denied`). */
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
