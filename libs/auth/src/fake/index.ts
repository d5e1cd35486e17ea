/** Identity for specs: an issuer, and a browser that logs in with it. */
export { createBrowser } from './fake-browser.ts';
export type { Browser, BrowserOptions, BrowserAnswer, BrowserRequest } from './fake-browser.ts';
export type { FakeLogins } from './fake-authorization.ts';
export { dressedProviders, ownProvider, settingsFor } from './provider-dresses.ts';
export type { DressedProvider } from './provider-dresses.ts';
export { startFakeIssuer } from './fake-issuer.ts';
export type { FakeIssuer } from './fake-issuer.ts';
export { isOffered } from './provider-dress.ts';
export type { Offer, ProviderDress } from './provider-dress.ts';
