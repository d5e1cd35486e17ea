/** Brokers for specs, each spec file with its own. */
export { startSpecBroker } from './spec-broker.ts';
export type { SpecBroker } from './spec-broker.ts';
