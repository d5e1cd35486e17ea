/** Brokers and logs for specs, each spec file with its own. */
export { runCrashTrial } from './crash-trial.ts';
export { startProxy } from './proxy.ts';
export { startSpecLog } from './spec-log.ts';
export { startSpecMessagings, type SpecMessaging } from './spec-messagings.ts';
