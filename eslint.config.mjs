/**
 * One ESLint configuration for the whole tree. Every rule stands here because of the sentence beside it; what formatting can settle
 * is Prettier's. Run it as `nx lint frontage`: the boundaries read the project graph, and Nx makes it fresh before the run.
 */

import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import jsonc from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';
import { directions, frontagePlugin, proofFiles, testFiles, testSupportFiles } from '@frontage/architecture/lint';

const typescript = '**/*.{ts,tsx}';
const scripts = '**/*.{mjs,cjs,js}';
const production = ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'];
/** Programs of browsers: they have no environment, and a `fetch` of their own. */
const clients = ['apps/storefront/src/**'];

/** Two tables of directions, one file decides which: tests, fakes and the mock apps may reach the service host and the seed. */
const boundaries = (options) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    {
      depConstraints: directions(options),
      // Only what the project's own package.json or the root's names; what resolves by luck of hoisting is refused.
      banTransitiveDependencies: true,
      // A server has no chunks: a module may be loaded early here and late there.
      checkDynamicDependenciesExceptions: ['.*'],
    },
  ],
});

const exportAll = {
  selector: 'ExportAllDeclaration',
  message: 'Name what you export: the diff of index.ts is the diff of the API.',
};

const functionOntoMember = {
  selector: 'AssignmentExpression[left.type="MemberExpression"][right.type=/^(Arrow)?FunctionExpression$/]',
  message: 'V8 keeps such a function, and all that it closes over: assign it by way of a variable (ADR 0019).',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '.nx/',
      '.data/',
      '**/dist/',
      '**/coverage/',
      'apps/*/src/schema.types.ts',
      'apps/*/src/**/*.documents.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },

  // ------------------------------------------------------------------ the language
  { files: [typescript, scripts], extends: [eslint.configs.recommended] },
  {
    files: [typescript],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise that nobody waits for fails where nobody looks.
      '@typescript-eslint/no-floating-promises': 'error',
      // An async function where a plain one is expected loses its rejection.
      '@typescript-eslint/no-misused-promises': 'error',
      // A new member of a union must be answered wherever the union is switched on.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // What vanishes at run time says so: Node strips types file by file and cannot look further.
      '@typescript-eslint/consistent-type-imports': 'error',
      // `import { type A }` leaves an import that loads the module for nothing.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // `any` at a boundary switches the compiler off behind it.
      '@typescript-eslint/no-explicit-any': 'error',
      // A rejection is an Error, or it has no stack and no cause.
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      // tsc reports unused variables; an underscore says that one is meant.
      '@typescript-eslint/no-unused-vars': 'off',
      // An interface that only names another is a name, and worth having.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },

  // ------------------------------------------------------------------ modules
  {
    files: [typescript, scripts],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.tsx', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] })],
    },
    rules: {
      // A cycle makes the order of loading decide who sees `undefined`. Nx sees cycles between projects; this sees those inside one.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      // A name that each importer chooses cannot be searched for.
      'import-x/no-default-export': 'error',
      // One statement per module, and one for its types.
      'import-x/no-duplicates': 'error',
    },
  },
  // Configuration files and plugins are read by tools that want a default export.
  { files: ['**/*.config.mjs', 'tools/runner/jest/*.mjs'], rules: { 'import-x/no-default-export': 'off' } },

  // ------------------------------------------------------------------ direction (architecture.md §3)
  {
    files: ['{apps,libs,tools}/**/*.{ts,tsx}'],
    plugins: { '@nx': nx, frontage: frontagePlugin },
    rules: {
      ...boundaries({ testSupport: false }),
      // What tags cannot tell apart: tools/architecture/src/import-bans.ts, a sentence each.
      'frontage/restricted-imports': 'error',
      // A feature imports client types, input rules and bounds, never another feature, never compose.ts.
      'frontage/feature-isolation': 'error',
      // Logs are kept, copied and read by many.
      'frontage/no-secrets-in-logs': 'error',
    },
  },
  { files: [...testSupportFiles], ignores: ['**/*.{mjs,js,json}'], rules: boundaries({ testSupport: true }) },
  {
    // Each project declares what it needs; the root holds tools only. Tests may use the root's tools.
    files: ['apps/*/package.json', 'libs/*/package.json', 'libs/service-clients/{*,*/fake}/package.json'],
    languageOptions: { parser: jsonc },
    plugins: { '@nx': nx },
    rules: {
      '@nx/dependency-checks': [
        'error',
        {
          // Every project has a `test`; Nx asks for the target whose inputs are the project's files.
          buildTargets: ['test'],
          // Builds of pages need packages of development.
          ignoredFiles: ['{projectRoot}/**/*.{spec,bench}.ts', '{projectRoot}/{proof,test}/**', '{projectRoot}/*.mjs'],
          // A tool of the root's that fakes may use too: see import-bans.ts.
          // Files of Swagger UI are served, and not imported.
          ignoredDependencies: ['fast-check', 'swagger-ui-dist'],
        },
      ],
    },
  },

  // ------------------------------------------------------------------ habits
  {
    files: production,
    rules: {
      // Logs go through the logger, which redacts and correlates.
      'no-console': 'error',
      'no-restricted-syntax': ['error', exportAll, ...testHabits()],
    },
  },
  {
    files: production,
    ignores: [...testFiles, '**/*.bench.ts'],
    rules: { 'no-restricted-syntax': ['error', exportAll, functionOntoMember, ...testHabits()] },
  },
  {
    files: ['tools/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...testHabits()] },
  },
  {
    files: production,
    // Proofs stand for clients, which are outside.
    ignores: [...testFiles, ...proofFiles, ...clients],
    rules: {
      'no-restricted-globals': [
        'error',
        {
          globals: ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
            name,
            message:
              'Calls leave through @frontage/upstream, the one way out; whoever needs a fetch is handed one by compose.ts.',
          })),
          checkGlobalObject: true,
        },
      ],
    },
  },
  {
    // Tests hand in what must not be there: secrets to be redacted, rejections that are no errors.
    files: [...testFiles],
    ignores: ['**/*.{mjs,js,json}'],
    rules: {
      'frontage/no-secrets-in-logs': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
    },
  },
  // The one way out; and the identity provider, which stands for somebody else's server and calls out as its library does.
  { files: ['libs/upstream/**/*.ts', 'apps/identity-provider/**/*.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: production,
    ignores: ['apps/*/src/config.ts', ...testFiles],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'The environment is read in config.ts alone, through one schema that reports every problem at once.',
        },
      ],
    },
  },

  // ------------------------------------------------------------------ pages
  {
    files: ['apps/**/*.tsx'],
    // What a keyboard or a screen reader cannot use, and what breaks the rules of hooks.
    extends: [jsxA11y.configs.strict, reactHooks.configs.flat['recommended-latest']],
  },

  // ------------------------------------------------------------------ language (docs/language.md)
  {
    files: [typescript],
    plugins: { frontage: frontagePlugin },
    rules: { 'frontage/comment-subject': 'error' },
  },

  // ------------------------------------------------------------------ modules for browsers, with their types in comments
  {
    files: ['apps/partner-bff/src/portal/browser/*.js'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { frontage: frontagePlugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // tsc reports unused variables.
      '@typescript-eslint/no-unused-vars': 'off',
      // tsc knows what a browser has.
      'no-undef': 'off',
      'frontage/comment-subject': 'error',
    },
  },

  // ------------------------------------------------------------------ scripts without types
  {
    files: [scripts],
    // What the runtime knows without an import; TypeScript checks that for everything else.
    languageOptions: {
      globals: Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly'])),
    },
  },
);

/** Tests go through the front door of the real thing, and all of them run. */
function testHabits() {
  return [
    {
      selector:
        "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|unstable_mockModule|doMock|requireActual)$/]",
      message: 'No module mocks: host the fake, or hand in another collaborator.',
    },
    {
      selector:
        'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo|failing)$/]',
      message: 'Every test runs. A suite that needs a server says on its own line that it was skipped.',
    },
    {
      selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
      message: 'Every test runs.',
    },
  ];
}
