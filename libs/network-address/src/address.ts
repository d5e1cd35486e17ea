/** Addresses as numbers: one form for each, however it is written. */

import { isIP } from 'node:net';

/** Groups of 16 bits: two of an IPv4 address, eight of an IPv6 address. */
export type Address = readonly number[];

/** Asks whether an address is IPv4. */
export const isIpv4 = (address: Address): boolean => address.length === 2;

/**
 * Reads an address; undefined for any other text. An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`, as a dual-stack socket reports it) is
 * read as IPv4, so that a list cannot miss it. A zone (`fe80::1%eth0`) is dropped.
 */
export function parseAddress(text: string): Address | undefined {
  const family = isIP(text);
  if (family === 0) return undefined;
  if (family === 4) return ipv4Groups(text);
  const groups = ipv6Groups(text.split('%', 1)[0]!);
  return isMapped(groups) ? groups.slice(6) : groups;
}

/** Formats an address: IPv4 in dots, IPv6 as eight groups without `::`. */
export const formatAddress = (address: Address): string =>
  isIpv4(address)
    ? address.flatMap((group) => [group >> 8, group & 0xff]).join('.')
    : address.map((group) => group.toString(16)).join(':');

function ipv4Groups(text: string): number[] {
  const [a, b, c, d] = text.split('.').map(Number) as [number, number, number, number];
  return [(a << 8) | b, (c << 8) | d];
}

/** Groups of a valid text: at most one `::`, IPv4 only at the end. */
function ipv6Groups(text: string): number[] {
  const [head, tail] = text.split('::').map(groupsIn) as [number[], number[] | undefined];
  if (tail === undefined) return head;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

const groupsIn = (part: string): number[] =>
  part === ''
    ? []
    : part.split(':').flatMap((group) => (group.includes('.') ? ipv4Groups(group) : parseInt(group, 16)));

/** `::ffff:0:0/96` (RFC 4291 §2.5.5.2). */
const isMapped = (groups: Address): boolean => groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
