/** Service locations in the environment: a list of base URLs, or a name with addresses or SRV records. */

import { isIP } from 'node:net';
import { z } from 'zod';

/** Protocol of a service. */
export type ServiceScheme = 'http' | 'https' | 'grpc' | 'grpcs';

/** `http://a:8080;w=3,http://b:8080` */
export interface StaticLocation {
  readonly source: 'static';
  readonly scheme: ServiceScheme;
  /** `host:port` each, all different. */
  readonly addresses: readonly [string, ...string[]];
  /** Weights, in the order of the addresses. */
  readonly weights: readonly number[];
}

/** `dns+http://catalog.shop.svc:8080`: every address of the name. */
export interface DnsLocation {
  readonly source: 'dns';
  readonly scheme: ServiceScheme;
  readonly name: string;
  readonly port: number;
}

/** `srv+http://_http._tcp.catalog.shop`: every address of every target, with weights and priorities. */
export interface SrvLocation {
  readonly source: 'srv';
  readonly scheme: ServiceScheme;
  readonly name: string;
}

export type ServiceLocation = StaticLocation | DnsLocation | SrvLocation;

const schemes: readonly string[] = ['http', 'https', 'grpc', 'grpcs'] satisfies ServiceScheme[];
const prefixes: readonly string[] = ['dns', 'srv'] satisfies ServiceLocation['source'][];
const known = `${schemes.join(', ')}, alone or after ${prefixes.map((prefix) => `${prefix}+`).join(' or ')}`;

const maxWeight = 1_000;

interface Entry {
  readonly source: ServiceLocation['source'];
  readonly scheme: ServiceScheme;
  readonly url: URL;
  readonly weight: number;
}

/** Parses one URL of the list; a string is the problem found. */
function parseEntry(text: string): Entry | string {
  if (text === '') return 'an entry of the list is empty';
  const shown = `'${withoutSecrets(text)}'`;
  const [base, ...parameters] = text.split(';') as [string, ...string[]];
  // `http:8080` parses, as the host 0.0.31.144.
  if (!URL.canParse(base) || !base.includes('://')) return `${shown} is not a URL`;
  const url = new URL(base);
  const [, prefix, scheme = ''] = /^(?:([^+]+)\+)?(.+):$/.exec(url.protocol)!;
  if (!schemes.includes(scheme) || (prefix !== undefined && !prefixes.includes(prefix))) {
    return `${shown} has an unknown scheme; use ${known}`;
  }
  if (url.username || url.password) return `${shown} must name no user and no password`;
  if (url.hostname === '') return `${shown} names no host`;
  if (url.pathname.length > 1 || url.search || url.hash) {
    return `${shown} must be a scheme, a host and a port only: the paths are the service's contract`;
  }
  const entry = { source: prefix ?? 'static', scheme, url } as Omit<Entry, 'weight'>;
  const wrong = checks[entry.source](entry, shown);
  if (wrong !== undefined) return wrong;
  const weight = parseWeight(parameters, entry.source, shown);
  return typeof weight === 'string' ? weight : { ...entry, weight };
}

const checks: Readonly<Record<Entry['source'], (entry: Omit<Entry, 'weight'>, shown: string) => string | undefined>> = {
  static: ({ scheme, url }, shown) =>
    scheme.startsWith('grpc') && url.port === '' ? `${shown} names no port, and gRPC has none by default` : undefined,
  dns: ({ url }, shown) => {
    if (url.port === '') return `${shown} names no port, and the addresses of a name have none`;
    return checkName(url.hostname, shown);
  },
  srv: ({ url }, shown) => {
    if (url.port !== '') return `${shown} must name no port: the SRV records do`;
    return checkName(url.hostname, shown);
  },
};

function checkName(name: string, shown: string): string | undefined {
  if (isIP(name.replace(/^\[(.*)\]$/, '$1'))) return `${shown} names an address; DNS is asked for names`;
  // Names for SRV (RFC 2782) begin with an underscore, which host names may not (RFC 1123).
  const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;
  const labels = name.replace(/\.$/, '').split('.');
  if (name.length > 253 || !labels.every((each) => label.test(each))) return `${shown} names no valid DNS name`;
  return undefined;
}

function parseWeight(parameters: readonly string[], source: Entry['source'], shown: string): number | string {
  const [parameter, ...more] = parameters;
  if (parameter === undefined) return 1;
  const digits = /^\s*w=(\d{1,5})\s*$/.exec(parameter)?.[1];
  if (digits === undefined || more.length > 0) return `${shown} may have one parameter only, its weight: ';w=3'`;
  if (source !== 'static') return `${shown} takes no weight: only the entries of a list do`;
  const weight = Number(digits);
  return weight >= 1 && weight <= maxWeight ? weight : `${shown} must have a weight from 1 to ${maxWeight}`;
}

/** Masks credentials and queries: problems are printed at start-up and kept in logs. */
const withoutSecrets = (text: string): string =>
  text.replace(/^([a-z0-9+.-]*:\/\/)?.*@/is, '$1…@').replace(/([?#]).*$/s, '$1…');

/** Parses a location; strings are the problems found. */
function parse(text: string): ServiceLocation | readonly [string, ...string[]] {
  if (text.trim() === '') return ['names no place at all'];
  const parsed = text.split(',').map((entry) => parseEntry(entry.trim()));
  const wrong = parsed.filter((entry) => typeof entry === 'string');
  const entries = parsed.filter((entry) => typeof entry !== 'string');
  wrong.push(...checkTogether(entries));
  const [first] = entries;
  if (wrong.length > 0 || first === undefined) return wrong as [string, ...string[]];
  const { source, scheme, url } = first;
  switch (source) {
    case 'static': {
      const addresses = entries.map((entry) => entry.url.host) as [string, ...string[]];
      return { source, scheme, addresses, weights: entries.map(({ weight }) => weight) };
    }
    case 'dns':
      return { source, scheme, name: url.hostname.toLowerCase(), port: Number(url.port) };
    case 'srv':
      return { source, scheme, name: url.hostname.toLowerCase() };
  }
}

/** Checks that concern several entries. */
function checkTogether(entries: readonly Entry[]): string[] {
  const protocols = [...new Set(entries.map(({ url }) => url.protocol.slice(0, -1)))];
  if (protocols.length > 1) return [`a list must have one scheme, not ${protocols.join(' and ')}`];
  if (entries.length > 1 && entries[0]?.source !== 'static') {
    return [`${protocols[0]} names one place; a list is of plain URLs`];
  }
  const hosts = entries.map(({ url }) => url.host);
  const twice = [...new Set(hosts.filter((host, index) => hosts.indexOf(host) < index))];
  return twice.map((host) => `'${host}' is named twice; for a larger share give it a weight: ';w=2'`);
}

/** Schema of a service's location for a configuration. Each problem is an issue of its own. */
export const serviceLocation = z.string().transform((text, context): ServiceLocation => {
  const parsed = parse(text);
  if ('source' in parsed) return parsed;
  for (const message of parsed) context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** Parses a location, for specs and tools. Throws with all problems found. */
export const parseServiceLocation = (text: string): ServiceLocation => serviceLocation.parse(text);
