/** The shop in a real browser, for other tools: whether there is one, and what Lighthouse says of a page. */
export { chromiumPath } from './chromium.ts';
export { auditPages } from './lighthouse.ts';
export type { Audit } from './lighthouse.ts';
