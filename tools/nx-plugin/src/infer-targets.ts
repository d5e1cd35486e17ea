/**
 * Nx plugin: what can be run follows from the two tags of a project, so that no project repeats configuration.
 *
 * Every workspace package that carries `nx.tags` gets `lint` and `test`, every app `serve`, and the root gets the whole-tree
 * runs. Nx loads this file as it is (Node strips the types); it needs no transpiler.
 */

import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  createNodesFromFiles,
  type CreateNodesV2,
  type ProjectConfiguration,
  type TargetConfiguration,
} from '@nx/devkit';

interface Manifest {
  readonly name?: string;
  readonly nx?: { readonly tags?: readonly string[] };
}

const manifests =
  '{package.json,apps/*/package.json,libs/*/package.json,libs/service-clients/{*,*/fake}/package.json,tools/*/package.json}';

const jest = 'node --experimental-vm-modules node_modules/jest/bin/jest.js --passWithNoTests';

/** Commands run from the root, where the one ESLint, Jest and TypeScript configuration stands. */
const fromRoot = (command: string, more: Partial<TargetConfiguration> = {}): TargetConfiguration => ({
  executor: 'nx:run-commands',
  options: { command, cwd: '{workspaceRoot}' },
  ...more,
});

/** One run of each over everything: one program is parsed once, which is far cheaper than once per project. */
const wholeTree = (): Partial<ProjectConfiguration> => ({
  name: 'frontage',
  targets: {
    lint: fromRoot('eslint --max-warnings=0 .', { inputs: ['wholeTree'] }),
    types: fromRoot('npm run -s types', { inputs: ['wholeTree'] }),
    format: fromRoot('npm run -s format:check', { inputs: ['wholeTree'] }),
  },
});

function project(root: string, tags: readonly string[]): Partial<ProjectConfiguration> {
  const isApp = tags.includes('type:app');
  const isTool = tags.includes('type:tool');
  const isClient = tags.includes('type:client');
  return {
    projectType: isApp || isClient ? 'application' : 'library',
    targets: {
      lint: fromRoot(`eslint --max-warnings=0 --no-error-on-unmatched-pattern ${root}`, {
        inputs: ['default', '^default', 'lintRules'],
      }),
      // A tool's tests look at the whole tree (they start the apps, or read every project): any change may change their outcome.
      test: fromRoot(`${jest} --roots ${root}`, {
        inputs: isTool ? ['wholeTree', 'testSetup'] : ['default', '^default', 'testSetup'],
      }),
      ...(isApp && { serve: fromRoot(`node ${root}/src/main.ts`, { continuous: true, cache: false }) }),
      ...(isClient && {
        // Vite's server, beside a running house.
        dev: fromRoot('vite', { options: { command: 'vite', cwd: root }, continuous: true, cache: false }),
        types: fromRoot(`tsc -p ${root}/tsconfig.json`, { inputs: ['default', '^default'] }),
      }),
      ...((isApp || isClient) && {
        // Files for production (tools/bundle): one for Node, and pages with their assets for browsers.
        build: fromRoot(`node tools/bundle/src/main.ts ${basename(root)}`, {
          inputs: ['default', '^default', '{workspaceRoot}/tools/bundle/**/*'],
          outputs: [`{workspaceRoot}/dist/${basename(root)}`],
          cache: true,
        }),
      }),
    },
    // Tools reach apps as processes, not by import, which Nx cannot see.
    ...(isTool && { implicitDependencies: ['tag:type:app'] }),
  };
}

/** The one entry that Nx reads. */
export const createNodesV2: CreateNodesV2 = [
  manifests,
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(file);
        if (root === '.') return { projects: { '.': wholeTree() } };
        const { nx } = JSON.parse(readFileSync(join(context.workspaceRoot, file), 'utf8')) as Manifest;
        return nx?.tags ? { projects: { [root]: project(root, nx.tags) } } : {};
      },
      files,
      options,
      context,
    ),
];
