/** Kinds of files that the rules tell apart, as globs from the root. */

/** Tests: the specs beside the code, and each project's `test/`. Benches count as tests: they host fakes too. */
export const testFiles: readonly string[] = ['{apps,libs,tools}/**/*.{spec,bench}.ts', '{apps,libs,tools}/**/test/**'];

/** The mock domain inside the libs: services' fakes, with the suites that their clients pass, and the fakes of mechanisms. */
export const fakeFiles: readonly string[] = ['libs/**/src/fake/**', 'libs/service-clients/*/fake/**'];

/** What apps prove of themselves, and the test bed for it. */
export const proofFiles: readonly string[] = ['apps/*/proof/**', 'libs/proof/**'];

/** Everything that may touch a fake, the service host or the seed. Nothing of it is ever part of a BFF in production. */
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
