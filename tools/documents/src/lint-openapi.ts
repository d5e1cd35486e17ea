/**
 * Strict linters for OpenAPI documents. They are used as libraries: the commands would bring several times as many packages, and call
 * home. No network is needed.
 */

import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import owasp from '@stoplight/spectral-owasp-ruleset';

/** Complaints, one line each: `rule at path: message`. */
export type Complaints = readonly string[];

/** Rule on our answers. Those of a receiver of webhooks are its own affair. */
const problemRule = 'operation-4xx-problem-details-rfc7807';

/** Lints with Redocly's strictest set and some rules beyond it. Warnings are errors. */
export async function lintWithRedocly(text: string): Promise<Complaints> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      'info-contact': 'error',
      'operation-description': 'error',
      'operation-singular-tag': 'error',
      'operation-tag-defined': 'error',
      // The format of failures of a deprecated version is part of its contract, and older than the rule.
      [problemRule]: isDeprecated(text) ? 'off' : 'error',
      'no-invalid-media-type-examples': 'error',
      'no-invalid-parameter-examples': 'error',
      'no-invalid-schema-examples': 'error',
      'parameter-description': 'error',
      'no-http-verbs-in-paths': 'error',
      'array-parameter-serialization': 'error',
    },
  });
  const problems = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
  return problems
    .map(({ ruleId, message, location }) => ({ ruleId, message, at: location[0]?.pointer ?? '#' }))
    .filter(({ ruleId, at }) => !(ruleId === problemRule && at.startsWith('#/webhooks/')))
    .map(({ ruleId, message, at }) => `${ruleId} at ${at}: ${message}`);
}

/** Asks whether every operation of a document is deprecated. */
function isDeprecated(text: string): boolean {
  const { paths } = JSON.parse(text) as { readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>> };
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  return operations.every((operation) => 'deprecated' in operation && operation.deprecated === true);
}

/** Lints with all rules of OWASP's API Security Top 10 (2023), warnings and hints too. */
export async function lintWithOwaspRules(text: string): Promise<Complaints> {
  const spectral = new spectralCore.Spectral();
  // The type describes an ES module. Node loads CommonJS, whose default export is the whole module.
  spectral.setRuleset(owasp as unknown as spectralCore.RulesetDefinition);
  const results = await spectral.run(JSON.parse(text) as Record<string, unknown>);
  return results.map(({ code, path, message }) => `${code} at ${path.join('/')}: ${message}`);
}
