/** DNS client. */
export { openDnsClient } from './dns-client.ts';
export type { DnsClient, DnsOptions } from './dns-client.ts';
