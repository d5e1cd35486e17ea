/** Rule: a feature stands alone. It knows the types of its collaborators, but no other feature and no composition root. */

import { posix } from 'node:path';
import type { Rule } from 'eslint';
import { eachImport, fromRoot } from './import-statement.ts';

const feature = /^(?<app>apps\/[^/]+\/src)\/features\/(?<name>[^/]+)\//;
/** Client packages. Their input rules and bounds are exempt: these are plain values. */
const client = /^@frontage\/[^/]+-client(?!\/(?:input|bounds)$)(\/|$)/;

export const featureIsolation: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    docs: {
      description:
        'A feature imports client types, input rules and bounds, never another feature, never the composition root.',
    },
    messages: {
      feature: 'A feature never imports another feature: give both what they need from the outside, or write it twice.',
      compose: 'A feature never imports compose.ts: the composition root hands it its collaborators.',
      client:
        'A feature imports the types, the input rules and the bounds of a client only: the composition root builds the client and hands it in.',
    },
  },
  create(context) {
    const file = fromRoot(context.filename);
    const here = feature.exec(file)?.groups;
    // Specs of a feature may import what they need.
    if (!here || file.endsWith('.spec.ts')) return {};
    return eachImport(({ node, specifier, typeOnly }) => {
      if (client.test(specifier) && !typeOnly) context.report({ node, messageId: 'client' });
      if (!specifier.startsWith('.')) return;
      const target = posix.join(posix.dirname(file), specifier);
      if (target === `${here['app']}/compose.ts`) context.report({ node, messageId: 'compose' });
      const there = feature.exec(target)?.groups;
      if (there && there['name'] !== here['name']) context.report({ node, messageId: 'feature' });
    });
  },
};
