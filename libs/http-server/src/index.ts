/** Runs a composed BFF. */
export { allowEverybody, parseAddressRules } from './address-rules.ts';
export type { AddressRules } from './address-rules.ts';
export { adminHandler } from './admin.ts';
export type { Authentication, Authenticator, Credentials, LoginFacts, SecurityScheme } from './authenticator.ts';
export type { TrustProxy } from './client-address.ts';
export {
  addressConfig,
  budgetConfig,
  clientId,
  ConfigError,
  gradesConfig,
  gradesOf,
  issuerConfig,
  parseConfig,
  parseJson,
  providerOrigins,
  serverConfig,
  serviceTokenConfig,
  words,
} from './config.ts';
export type { ServerConfig } from './config.ts';
export type { ProductionRules } from './production.ts';
export { endpointsWith, Reply } from './endpoint.ts';
export type {
  Budget,
  Endpoint,
  EndpointDefinition,
  Handling,
  HeaderDescription,
  InputOf,
  InputSchemas,
  Method,
  Priority,
} from './endpoint.ts';
export type { LagProbe } from './event-loop-lag.ts';
export { idempotencyKey } from './input.ts';
export { inputErrors } from './input-errors.ts';
export { jsonBody } from './json-body.ts';
export type { JsonBodyOptions } from './json-body.ts';
export { ledgerHeaders } from './ledger-headers.ts';
export { createLiveDocument } from './live-document.ts';
export type { LiveDocument, LiveDocumentOptions } from './live-document.ts';
export { prefersPage } from './page.ts';
export type { Link } from './page.ts';
export { priorityOf } from './priority.ts';
export type { PriorityOf } from './priority.ts';
export { contextOf, headerOf } from './request-context.ts';
export type { RequestContext } from './request-context.ts';
export { routeGroup } from './route-group.ts';
export type { RouteGroup } from './route-group.ts';
export { createRuntime, runService } from './run-service.ts';
export type { Composition, Runtime, ServiceOptions } from './run-service.ts';
export { assemble, routes, stage, withoutLimits } from './stack.ts';
export type { RoutesAccess, Stage, StageName } from './stack.ts';
export type { StepUp } from './step-up.ts';
export { staticRequests } from './static-paths.ts';
export { maxErrors } from './pointer.ts';
export { flawOf, textFlaws } from './text.ts';
export { addresses, openAddressRules } from './stages/addresses.stage.ts';
export { authenticate } from './stages/authenticate.stage.ts';
export type { AuthenticateOptions } from './stages/authenticate.stage.ts';
export { compressed } from './stages/compression.stage.ts';
export { callerOf, endpoints } from './stages/endpoints.stage.ts';
export type { EndpointsOptions } from './stages/endpoints.stage.ts';
export { failures, notFound, sendProblem } from './stages/failures.stage.ts';
export { health } from './stages/health.stage.ts';
export type { Dependency, LifecycleState } from './stages/health.stage.ts';
export { overload, overloadLimits } from './stages/overload.stage.ts';
export type { OverloadOptions } from './stages/overload.stage.ts';
export { problemPages } from './stages/problem-pages.stage.ts';
export { requestContext } from './stages/request-context.stage.ts';
export { securityHeaders } from './stages/security-headers.stage.ts';
