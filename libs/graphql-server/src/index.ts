/** Apollo Server as a stage of http-server. */
export type { AccessTable } from './access.ts';
export type { MergedResolvers, PartialResolvers, Unresolved } from './unresolved.ts';
export { fieldsBelow } from './fields-below.ts';
export type { FieldAccessTable } from './field-access.ts';
export { createGraphqlServer } from './graphql-server.ts';
export { publicSecondsBy } from './guarded-schema.ts';
export type { LiveOptions } from './live/live-routes.ts';
export type { StreamLimits } from './live/open-streams.ts';
export { ticksOf } from './live/ticks.ts';
export type { OperationLimits } from './operation-limits.ts';
export type { Budgets } from './operation.ts';
export type { OperationContext, OperationHttp } from './operation-context.ts';
export { safeInt } from './safe-int.ts';
export { schemaDocument } from './schema.ts';
export { isTrustConfigured, trustConfig, trustOf } from './trusted/trust-config.ts';
export type { TrustOptions } from './trusted/trusted-documents.ts';
