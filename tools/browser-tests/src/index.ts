/** A real browser for other tools: Chromium, barriers of a page, and what Lighthouse says of one. */
export { axeScript, brokenRules } from './axe.ts';
export { barriers, overflowAt, phoneWidth, schemes } from './barriers.ts';
export { chromiumPath, openChromium } from './chromium.ts';
export { auditPages } from './lighthouse.ts';
export type { Audit } from './lighthouse.ts';
