/** Stages of an inbound stack, one file each. */
export { problemFormat } from './failure-format.ts';
export { addresses } from './stages/addresses.stage.ts';
export { authenticate } from './stages/authenticate.stage.ts';
export { compressed } from './stages/compression.stage.ts';
export { endpoints } from './stages/endpoints.stage.ts';
export type { AnsweredRequest } from './stages/endpoints.stage.ts';
export { failures, notFound } from './stages/failures.stage.ts';
export { health } from './stages/health.stage.ts';
export type { Dependency } from './stages/health.stage.ts';
export { overload } from './stages/overload.stage.ts';
export type { OverloadOptions } from './stages/overload.stage.ts';
export { problemPages } from './stages/problem-pages.stage.ts';
export { requestContext } from './stages/request-context.stage.ts';
export { securityHeaders } from './stages/security-headers.stage.ts';
export { versions } from './stages/versions.stage.ts';
