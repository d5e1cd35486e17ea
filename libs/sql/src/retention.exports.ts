/** Retention of what a store has. It loads no driver. */
export { startRetention } from './retention.ts';
