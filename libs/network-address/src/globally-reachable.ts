/** Addresses that are global unicast for everybody, by the special-purpose registries of IANA (RFC 6890). */

import { isIPv6 } from 'node:net';
import { isIpv4, parseAddress } from './address.ts';
import { parseAddressList } from './address-list.ts';

const special = parseAddressList(`
  0.0.0.0/8        # this network
  10.0.0.0/8       # private
  100.64.0.0/10    # carrier-grade NAT
  127.0.0.0/8      # loopback
  168.63.129.16    # metadata of Azure, in its public space
  169.254.0.0/16   # link-local, metadata of most clouds
  172.16.0.0/12    # private
  192.0.0.0/24     # IETF protocol assignments
  192.0.2.0/24     # documentation
  192.88.99.0/24   # 6to4 relays
  192.168.0.0/16   # private
  198.18.0.0/15    # benchmarking
  198.51.100.0/24  # documentation
  203.0.113.0/24   # documentation
  224.0.0.0/4      # multicast
  240.0.0.0/4      # reserved, broadcast
  2001::/23        # IETF protocol assignments, Teredo among them
  2001:db8::/32    # documentation
  2002::/16        # 6to4, which holds an IPv4 address
  3fff::/20        # documentation
`);

/** IPv6 that IANA gives out for global unicast. NAT64, unique local, link-local, multicast and whatever comes next are outside. */
const globalUnicast = parseAddressList('2000::/3');

/**
 * Asks whether an address leads to one machine of the public internet, and to no other by translation. False for a text that is no address,
 * and for IPv4-mapped IPv6: no name needs it.
 *
 * A NAT64 prefix of an operator's own (RFC 6052, section 2.2) looks like any public network.
 */
export function isGloballyReachable(text: string): boolean {
  const address = parseAddress(text);
  if (!address || special.matches(address)) return false;
  return isIPv6(text) ? !isIpv4(address) && globalUnicast.matches(address) : true;
}
