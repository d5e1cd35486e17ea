/** Apollo Server as a stage of http-server. */
export { asksFor } from './asks-for.ts';
export type { AccessTable } from './access.ts';
export type { MergedResolvers, PartialResolvers, Unresolved } from './unresolved.ts';
export type { FieldAccessTable } from './field-access.ts';
export { createGraphqlServer } from './graphql-server.ts';
export type { OperationLimits } from './operation-limits.ts';
export type { Budgets } from './operation.ts';
export type { OperationContext } from './operation-context.ts';
export { safeInt } from './safe-int.ts';
export { schemaDocument } from './schema.ts';
export { isTrustConfigured, trustConfig, trustOf } from './trusted/trust-config.ts';
export type { TrustOptions } from './trusted/trusted-documents.ts';
