/** Process of a BFF, and its endpoints and authenticators. */
export type { Authentication, Authenticator, Credentials, LoginWatch, SecurityScheme } from './authenticator.ts';
export { ConfigError } from './config.ts';
export type { Deprecation } from './deprecation.ts';
export type { MediaTypes } from './accept.ts';
export { Accepted, Reply, endpointsWith, statusOf } from './endpoint.ts';
export type { Endpoint, Handling, HeaderDescription, InputOf, RequestFacts, UnknownParameters } from './endpoint.ts';
export type { FailureFormat } from './failure-format.ts';
export { withFields } from './sparse-fields.ts';
export { createRuntime, runService } from './run-service.ts';
export type { Composition, Runtime } from './run-service.ts';
export type { StepUp } from './step-up.ts';
