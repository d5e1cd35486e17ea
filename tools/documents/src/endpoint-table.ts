/** Table of a REST BFF's endpoints and their budgets. */

import type { Operation } from '@frontage/proof';

const calls = ({ budgetCalls }: Operation): string => (budgetCalls === undefined ? '' : String(budgetCalls));
const milliseconds = ({ budgetMs }: Operation): string => budgetMs.toLocaleString('en');

/** Renders a row per endpoint: name, most milliseconds, most upstream calls. */
export const endpointTable = (operations: readonly Operation[]): string =>
  [
    '| endpoint | ms | calls |',
    '| --- | --- | --- |',
    ...operations.map((operation) => `| \`${operation.name}\` | ${milliseconds(operation)} | ${calls(operation)} |`),
  ].join('\n');
