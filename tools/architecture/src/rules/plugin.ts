/** Local lint rules as an ESLint plugin. */

import type { ESLint } from 'eslint';
import { commentSubject } from './comment-subject.ts';
import { featureIsolation } from './feature-isolation.ts';
import { noSecretsInLogs } from './no-secrets-in-logs.ts';
import { restrictedImports } from './restricted-imports.ts';

export const frontagePlugin: ESLint.Plugin = {
  meta: { name: 'frontage' },
  rules: {
    'comment-subject': commentSubject,
    'feature-isolation': featureIsolation,
    'no-secrets-in-logs': noSecretsInLogs,
    'restricted-imports': restrictedImports,
  },
};
