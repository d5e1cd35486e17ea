/** Brokers and logs for specs, each spec file with its own. */
export { runCrashTrial } from './crash-trial.ts';
export { startSpecBroker } from './spec-broker.ts';
export { startSpecMessagings, type SpecMessaging } from './spec-messagings.ts';
