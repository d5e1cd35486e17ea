/** Kinds of files that the rules distinguish, as globs from the root. */

/** Tests: specs beside the code, and each project's `test/`. Benches count as tests, as they host fakes too. */
export const testFiles: readonly string[] = ['{apps,libs,tools}/**/*.{spec,bench}.ts', '{apps,libs,tools}/**/test/**'];

/** Fakes of services, with the suites that their clients pass, and fakes of mechanisms. */
export const fakeFiles: readonly string[] = ['libs/**/src/fake/**', 'libs/service-clients/*/fake/**'];

/** Proofs of apps, and their test bed. */
export const proofFiles: readonly string[] = ['apps/*/proof/**', 'libs/proof/**'];

/** Files that may import fakes, the service host or the seed. None is ever part of a BFF in production. */
export const testSupportFiles: readonly string[] = [
  ...testFiles,
  ...fakeFiles,
  ...proofFiles,
  'libs/service-host/**',
  'libs/mock-domain/**',
  'apps/domain-services/**',
  'apps/identity-provider/**',
  'tools/**',
];
