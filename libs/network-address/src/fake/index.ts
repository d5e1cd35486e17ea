/** Ports of the loopback for specs: free ones, and a proxy before one. */
export { freePort, freePorts } from './free-ports.ts';
export { startProxy } from './proxy.ts';
