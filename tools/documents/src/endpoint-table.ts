/** The table of a REST BFF's endpoints, with what each may take. */

import type { Operation } from '@frontage/proof';

const calls = ({ budgetCalls }: Operation): string => (budgetCalls === undefined ? '' : String(budgetCalls));
const milliseconds = ({ budgetMs }: Operation): string => budgetMs.toLocaleString('en');

/** One row per endpoint: name, most milliseconds, most calls to services. */
export const endpointTable = (operations: readonly Operation[]): string =>
  [
    '| endpoint | ms | calls |',
    '| --- | --- | --- |',
    ...operations.map((operation) => `| \`${operation.name}\` | ${milliseconds(operation)} | ${calls(operation)} |`),
  ].join('\n');
