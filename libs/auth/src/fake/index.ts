/** Identity for specs. */
export { startFakeIssuer } from './fake-issuer.ts';
export type { FakeIssuer } from './fake-issuer.ts';
