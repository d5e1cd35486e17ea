/** Brokers for specs, each spec file with its own. */
export { startSpecBroker } from './spec-broker.ts';
