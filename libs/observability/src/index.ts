/** Logs, correlation and named metrics. */
export { correlate, createLogger, logLevels } from './logger.ts';
export type { Logger, LogLevel } from './logger.ts';
export { createMetrics } from './metrics.ts';
export type { Metrics, UpstreamCalled } from './metrics.ts';
