/** HTTP client for URLs that strangers name. */

import { openDnsClient, type DnsOptions } from '@frontage/discovery/dns';
import { isGloballyReachable, type AddressList } from '@frontage/network-address';
import { Agent, type Dispatcher } from 'undici';
import { guardedLookup, RefusedHost } from './guarded-lookup.ts';
import { isGuardedUrl, type UrlRules } from './guarded-url.ts';

/** Refusal, for the log of the operator. */
export interface Refusal {
  readonly host: string;
  /** Addresses of the name that are refused; empty for a name without any. */
  readonly addresses: readonly string[];
}

export interface GuardedClientOptions extends UrlRules {
  /** Addresses that are allowed although they are not public, for receivers in a network of the operator's. */
  readonly allowed?: AddressList | undefined;
  /** Addresses that are refused although they are public: the operator's own, or those of a NAT64 of its own. */
  readonly denied?: AddressList | undefined;
  readonly onRefused?: (refusal: Refusal) => void;
  /** Value of `User-Agent`. */
  readonly userAgent: string;
  /** Name servers, for tests. Default: those of the system. */
  readonly dns?: Pick<DnsOptions, 'servers' | 'families'>;
  /** Certificate authority beside those of Node, for tests. */
  readonly ca?: string | undefined;
}

export interface GuardedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Time for the whole exchange, name look-up included, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Answer, as far as it is read. */
export interface GuardedAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** First kilobyte of the body, as text. */
  readonly body: string;
}

/**
 * Failure without an answer. `refused` has one meaning for every reason, a name that does not exist among them: otherwise whoever names
 * hosts could explore the network behind us. `tls`: the certificate or the handshake.
 */
export type GuardedFailure = 'timeout' | 'connection' | 'tls' | 'refused';

export interface GuardedClient {
  /**
   * Posts one request. Never follows a redirect, and rejects only when the signal is aborted.
   *
   * A status counts as soon as it is there: of the body, at most 64 KiB and 5 s are awaited.
   */
  post(request: GuardedRequest): Promise<GuardedAnswer | GuardedFailure>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** Part of a body that is kept, and that is read for the connection to be used again, in bytes. */
const [keptBytes, mostBytes] = [1_024, 64 * 1_024];
/** Longest wait for a body, in milliseconds. */
const bodyMs = 5_000;
/** Age at which a connection is replaced, in milliseconds: its name may have moved. */
const connectionMs = 60_000;

/** Creates the client, with its own connections: they are never shared with calls to services. Throws nothing. */
export function createGuardedClient(options: GuardedClientOptions): GuardedClient {
  const { allowed, denied, onRefused, userAgent, ca } = options;
  const dns = openDnsClient({ ...options.dns, search: { domains: [], ndots: 1 } });
  const permits = (address: string): boolean =>
    !denied?.matches(address) && (isGloballyReachable(address) || allowed?.matches(address) === true);
  const agent = new Agent({
    // A receiver that hangs must not hold up another one at the same host: the number of connections is the caller's to limit.
    connections: null,
    pipelining: 1,
    allowH2: false,
    clientTtl: connectionMs,
    connect: { lookup: guardedLookup(dns, permits), timeout: 10_000, ...(ca !== undefined && { ca }) },
  });

  return {
    post: async ({ url, headers, body, timeoutMs, signal }) => {
      if (!isGuardedUrl(url, options)) return 'refused';
      signal.throwIfAborted();
      // One controller of its own: signals that are combined or timed by the platform outlive a short exchange by far.
      const exchange = new AbortController();
      let isLate = false;
      const end = (): void => exchange.abort();
      const timer = setTimeout(() => {
        isLate = true;
        end();
      }, timeoutMs);
      signal.addEventListener('abort', end);
      const { origin, pathname, search } = new URL(url);
      try {
        const answer = await agent.request({
          origin,
          path: pathname + search,
          method: 'POST',
          headers: { ...headers, 'user-agent': userAgent, 'accept-encoding': 'identity' },
          body,
          signal: exchange.signal,
        });
        return {
          status: answer.statusCode,
          retryAfter: [answer.headers['retry-after']].flat()[0],
          body: await beginningOf(answer.body),
        };
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof RefusedHost) {
          onRefused?.({ host: error.host, addresses: error.addresses });
          return 'refused';
        }
        return isLate ? 'timeout' : kindOf(error);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
      }
    },
    close: async () => {
      dns.close();
      await agent.destroy();
    },
  };
}

/** Reads the beginning of a body. What goes wrong here changes nothing: the status has come. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const timer = setTimeout(() => body.destroy(), bodyMs);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (bytes < keptBytes) chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) break;
    }
  } catch {
    // Broken off, or too slow.
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).subarray(0, keptBytes).toString();
}

function kindOf(error: unknown): GuardedFailure {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (/^UND_ERR_\w+_TIMEOUT$/.test(code)) return 'timeout';
  return /^(EPROTO|ERR_TLS_|ERR_SSL_)|CERT|SELF_SIGNED/.test(code) ? 'tls' : 'connection';
}
