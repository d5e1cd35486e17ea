/** Table of a process' environment variables, from its configuration schema. */

import { z } from 'zod';

interface Described {
  readonly description?: string;
  readonly default?: unknown;
}

/** Renders a row per variable: name, default, meaning. Throws for a variable without a description. */
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
