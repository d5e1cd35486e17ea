/** Name server for specs. */
export { startDnsServer } from './dns-server.ts';
export type { DnsServer } from './dns-server.ts';
