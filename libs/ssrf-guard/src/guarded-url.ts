/** Form of a URL that the guard lets through, before anything is asked of DNS. */

import { isBlockedPort, isLoopbackHost } from '@frontage/network-address';

export interface UrlRules {
  /** Allows http and https to any usual port of this machine, for development. Default false. */
  readonly allowLoopback?: boolean | undefined;
  /** Ports of other machines. Default 443 and 8443. */
  readonly ports?: readonly number[] | undefined;
}

const usualPorts: readonly number[] = [443, 8443];

/** Top-level domains that DNS does not delegate, and networks use for their own (RFC 6761, RFC 7686, RFC 8375, RFC 9476, ICANN on `internal`). */
const privateDomains = new Set(
  'alt arpa corp home internal intranet invalid lan local localdomain localhost onion private'.split(' '),
);

/** Labels of ASCII letters, digits and hyphens; the last one begins with a letter, as no address does. */
const publicName = /^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/;

/**
 * Decides whether a URL has a form that requests may go to: https, a complete public name, an allowed port, no credentials.
 *
 * It must be written as the URL standard would write it, up to upper case and the default port. Texts that parsers read in two ways
 * (backslashes, percent-encoded hosts, full-width digits, IPv4 in octal) thereby fail, without a list of them. International names are
 * written in punycode. Addresses in place of a name are refused, too: no certificate authority of the public web requires them.
 */
export function isGuardedUrl(text: string, { allowLoopback = false, ports = usualPorts }: UrlRules = {}): boolean {
  const url = URL.parse(text);
  if (!url || !isWrittenPlainly(text, url)) return false;
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (isLoopbackHost(url.hostname)) return allowLoopback && !isBlockedPort(port);
  if (url.protocol !== 'https:' || !ports.includes(port)) return false;
  if (url.hostname.length > 253 || !publicName.test(url.hostname)) return false;
  return !privateDomains.has(url.hostname.slice(url.hostname.lastIndexOf('.') + 1));
}

/** Whether scheme, host and port stand in the text as the parser read them, and nothing beside them. */
function isWrittenPlainly(text: string, { protocol, host, hash, port }: URL): boolean {
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  // eslint-disable-next-line no-control-regex -- The parser drops these characters, other readers of the text may not.
  if (hash !== '' || /[\u0000-\u0020\u007f\\]/.test(text)) return false;
  const begin = `${protocol}//${host}`;
  if (text.slice(0, begin.length).toLowerCase() !== begin) return false;
  const defaultPort = protocol === 'https:' ? ':443' : ':80';
  const rest = text.slice(begin.length);
  const path = port === '' && rest.startsWith(defaultPort) ? rest.slice(defaultPort.length) : rest;
  return path === '' || path.startsWith('/') || path.startsWith('?');
}
