/** Ports for programs that a spec starts. */
export { freePort, freePorts } from './free-ports.ts';
