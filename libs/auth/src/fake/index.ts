/** Identity for specs: an issuer, and a browser that logs in with it. */
export { createBrowser } from './fake-browser.ts';
export type { Browser } from './fake-browser.ts';
export { dressedProviders, settingsFor } from './provider-dresses.ts';
export { startFakeIssuer } from './fake-issuer.ts';
export type { FakeIssuer } from './fake-issuer.ts';
export { isOffered } from './provider-dress.ts';
export type { ProviderDress } from './provider-dress.ts';
