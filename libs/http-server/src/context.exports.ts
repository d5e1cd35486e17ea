/** Request context for the code below the stages. */
export { negotiateLanguage } from './accept.ts';
export { isPublicAnswer } from './conditional.ts';
export { entityTag, isKnown } from './entity-tag.ts';
export { ledgerHeaders } from './ledger-headers.ts';
export { prefersPage } from './page.ts';
export type { Link } from './page.ts';
export { contextOf, headerOf } from './request-context.ts';
export { callerOf } from './stages/endpoints.stage.ts';
