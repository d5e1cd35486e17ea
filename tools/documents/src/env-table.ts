/** The table of a process' environment variables, from its configuration schema. */

import { z } from 'zod';

interface Described {
  readonly description?: string;
  readonly default?: unknown;
}

/** One row per variable: name, default, meaning. Throws for a variable that says nothing about itself. */
export function envTable(schema: z.ZodType): string {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    readonly properties?: Readonly<Record<string, Described>>;
  };
  const rows = Object.entries(properties).map(([name, { description, default: value }]) => {
    if (description === undefined) throw new Error(`${name} has no description`);
    return `| \`${name}\` | ${value === undefined ? '' : `\`${String(value)}\``} | ${description} |`;
  });
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

const begin = '<!-- environment: written by npm run documents -->';
const end = '<!-- /environment -->';

/** Puts the table between the marks of a README. Throws when they are missing. */
export function withEnvTable(readme: string, table: string): string {
  const [before, rest] = readme.split(begin, 2);
  const after = rest?.split(end, 2)[1];
  if (before === undefined || after === undefined) throw new Error(`the README lacks '${begin}' … '${end}'`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}
