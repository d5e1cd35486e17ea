/** Brokers and logs for specs, each spec file with its own. */
export { runCrashTrial } from './crash-trial.ts';
export { startSpecLog } from './spec-log.ts';
export { startSpecMessagings, type SpecMessaging } from './spec-messagings.ts';
