/** Where a service is, as the environment says it: a list of base URLs of one scheme. */

import { z } from 'zod';

export interface ServiceUrl {
  readonly scheme: 'http' | 'https' | 'grpc' | 'grpcs';
  /** `host:port` each. */
  readonly addresses: readonly [string, ...string[]];
}

const schemes: readonly string[] = ['http', 'https', 'grpc', 'grpcs'];

/** Parses `http://a:8080,http://b:8080`; a string is what is wrong with it. */
function parse(text: string): ServiceUrl | string {
  const parts = text.split(',').map((part) => part.trim());
  const addresses: string[] = [];
  let scheme: string | undefined;
  for (const part of parts) {
    // `http:8080` parses, as the host 0.0.31.144.
    if (!URL.canParse(part) || !part.includes('://')) return `'${part}' is not a URL`;
    const url = new URL(part);
    // Not repeated: what is wrong here is printed at start-up, and kept in logs.
    if (url.username || url.password) return 'a service URL names no user and no password';
    const its = url.protocol.slice(0, -1);
    if (!schemes.includes(its)) return `'${part}' has an unknown scheme; use one of ${schemes.join(', ')}`;
    if (scheme !== undefined && its !== scheme) return `'${part}' has another scheme than those before it`;
    if (url.host === '') return `'${part}' names no host`;
    if (its.startsWith('grpc') && url.port === '') return `'${part}' names no port, and gRPC has none by default`;
    if (url.pathname.length > 1 || url.search || url.hash) return `'${part}' must be a scheme, a host and a port only`;
    scheme = its;
    addresses.push(url.host);
  }
  return { scheme: scheme as ServiceUrl['scheme'], addresses: addresses as [string, ...string[]] };
}

/** A service URL in a configuration schema. Static lists for now; other forms come with discovery. */
export const serviceUrl = z.string().transform((text, context): ServiceUrl => {
  const parsed = parse(text);
  if (typeof parsed !== 'string') return parsed;
  context.addIssue({ code: 'custom', message: parsed });
  return z.NEVER;
});

/** Parses a service URL; throws a plain Error when it cannot. For specs and tools. */
export const parseServiceUrl = (text: string): ServiceUrl => serviceUrl.parse(text);
