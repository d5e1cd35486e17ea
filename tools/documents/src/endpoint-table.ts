/** Table of a REST BFF's endpoints and their budgets. */

import type { Operation } from '@frontage/proof';

const calls = ({ budgetCalls }: Operation): string => (budgetCalls === undefined ? '' : String(budgetCalls));
const milliseconds = ({ budgetMs }: Operation): string => budgetMs.toLocaleString('en');

/** Renders a row per endpoint: name, most milliseconds, most upstream calls; and most bytes, where the endpoints have such budgets. */
export function endpointTable(operations: readonly Operation[]): string {
  const haveBytes = operations.some(({ budgetBytes }) => budgetBytes !== undefined);
  const rows = [
    ['endpoint', 'ms', 'calls', 'bytes'],
    ['---', '---', '---', '---'],
    ...operations.map((operation) => [
      `\`${operation.name}\``,
      milliseconds(operation),
      calls(operation),
      operation.budgetBytes?.toLocaleString('en') ?? '',
    ]),
  ];
  return rows.map((cells) => `| ${cells.slice(0, haveBytes ? 4 : 3).join(' | ')} |`).join('\n');
}
