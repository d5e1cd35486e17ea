/** Brokers and logs for specs: a log of its own for each spec file, and a virtual host. */
export { runCrashTrial } from './crash-trial.ts';
export { startSpecLog } from './spec-log.ts';
export { startSpecMessagings, type SpecMessaging } from './spec-messagings.ts';
