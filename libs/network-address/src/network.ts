/** Networks: addresses that begin with the same bits. */

import { formatAddress, isIpv4, parseAddress, type Address } from './address.ts';

export interface Network {
  readonly address: Address;
  /** Length of the prefix, in bits. */
  readonly bits: number;
}

/** Reads `10.0.0.0/8`, `2001:db8::/32` or one address. Any other text gives its flaw. */
export function parseNetwork(text: string): Network | { readonly wrong: string } {
  const [head = '', length, ...rest] = text.split('/');
  const address = parseAddress(head);
  if (!address || rest.length > 0) return { wrong: 'is not an address or a network' };
  // The prefix of an IPv4-mapped network includes the 96 common bits.
  const mapped = isIpv4(address) && head.includes(':') ? 96 : 0;
  const widest = address.length * 16;
  if (length === undefined) return { address, bits: widest };
  const bits = /^\d{1,3}$/.test(length) ? Number(length) - mapped : -1;
  if (bits < 0 || bits > widest) return { wrong: `has no prefix of ${mapped} to ${mapped + widest} bits` };
  const network = first(address, bits);
  if (contains({ address: network, bits: widest }, address)) return { address, bits };
  // A typing mistake must not widen or narrow a list unnoticed.
  return { wrong: `has bits set after its prefix; the network is ${formatAddress(network)}/${bits}` };
}

/** Asks whether an address is in a network. Never across families. */
export function contains({ address: network, bits }: Network, address: Address): boolean {
  if (network.length !== address.length) return false;
  const whole = bits >> 4;
  for (let group = 0; group < whole; group += 1) if (network[group] !== address[group]) return false;
  return bits % 16 === 0 || (network[whole]! ^ address[whole]!) >> (16 - (bits % 16)) === 0;
}

/**
 * Network that counts as one client. The IPv4 address itself, and of IPv6 the /64: it is the least that a customer is assigned (RFC 6177),
 * and has 2^64 addresses.
 */
export function networkOf(address: Address): string {
  let name = names.get(address);
  if (name === undefined) {
    name = isIpv4(address) ? formatAddress(address) : `${formatAddress(address.slice(0, 4))}::/64`;
    names.set(address, name);
  }
  return name;
}

/** Formatted networks: a connection has one address for all its requests. */
const names = new WeakMap<Address, string>();

/** First address of the network that an address is in. */
const first = (address: Address, bits: number): Address =>
  address.map((group, index) => group & (0xffff << Math.min(16, Math.max(0, 16 * (index + 1) - bits))) & 0xffff);
