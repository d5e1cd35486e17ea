/** Network addresses: canonical form, networks, lists of networks, blocked ports, loopback, special-purpose addresses. */
export { formatAddress, parseAddress } from './address.ts';
export type { Address } from './address.ts';
export { AddressListError, parseAddressList } from './address-list.ts';
export type { AddressList } from './address-list.ts';
export { networkOf } from './network.ts';
export { isBlockedPort } from './blocked-ports.ts';
export { isLoopback, isLoopbackHost, isPlainHttp } from './loopback.ts';
export { isGloballyReachable } from './globally-reachable.ts';
