/**
 * What strict linters say of an OpenAPI document. As libraries, not as commands: those would bring several times as many packages, and
 * call home. Nothing here needs a network.
 */

import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import owasp from '@stoplight/spectral-owasp-ruleset';

/** `rule at where: what is wrong`, one line for each thing. */
export type Complaints = readonly string[];

/** Redocly's strictest set, in which warnings are errors, and of the rules that it leaves off those that we keep anyway. */
export async function lintWithRedocly(text: string): Promise<Complaints> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      'info-contact': 'error',
      'operation-description': 'error',
      'operation-singular-tag': 'error',
      'operation-tag-defined': 'error',
      'operation-4xx-problem-details-rfc7807': 'error',
      'parameter-description': 'error',
      'no-http-verbs-in-paths': 'error',
      'array-parameter-serialization': 'error',
    },
  });
  const problems = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
  return problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer ?? '#'}: ${message}`);
}

/** The rules of OWASP's API Security Top 10 (2023), all of them, warnings and hints too. */
export async function lintWithOwaspRules(text: string): Promise<Complaints> {
  const spectral = new spectralCore.Spectral();
  // Typed as the module that it is, and is not when Node loads it: a CommonJS module is its own default.
  spectral.setRuleset(owasp as unknown as spectralCore.RulesetDefinition);
  const results = await spectral.run(JSON.parse(text) as Record<string, unknown>);
  return results.map(({ code, path, message }) => `${code} at ${path.join('/')}: ${message}`);
}
