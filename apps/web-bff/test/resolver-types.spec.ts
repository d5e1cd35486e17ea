/** Type check between schema, resolvers and Models: the compiler names what does not fit. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = new URL('../../../', import.meta.url);
const pathOf = (file: string): string => fileURLToPath(new URL(file, root));
const schema = pathOf('apps/web-bff/src/schema.ts');

interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Name that the compiler should give. */
  readonly names: string;
}

const changes: readonly Change[] = [
  {
    // A Model that lacks a field.
    file: 'libs/service-clients/catalog/src/catalog.client.ts',
    from: 'readonly summary:',
    to: 'readonly synopsis:',
    names: 'Product.summary',
  },
  {
    // A Model that has it in another type.
    file: 'libs/service-clients/orders/src/orders.client.ts',
    from: 'readonly placedAt: string',
    to: 'readonly placedAt: Date',
    names: 'Order.placedAt',
  },
  {
    // A resolver that is gone.
    file: 'apps/web-bff/src/features/recommendations/recommendations.resolvers.ts',
    from: 'Product: { recommendations },',
    to: '',
    names: 'Product.recommendations',
  },
  {
    // A value of an enum that stands for nothing.
    file: 'apps/web-bff/src/features/orders/orders.resolvers.ts',
    from: ", CANCEL: 'cancel'",
    to: '',
    names: 'OrderAction.CANCEL',
  },
];

const { config } = ts.readConfigFile(pathOf('tsconfig.json'), (path) => ts.sys.readFile(path)) as {
  readonly config: object;
};
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, pathOf('.'));
const host = ts.createCompilerHost(options);
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Compiler errors in web-bff's schema, with some files changed in memory. */
function complaintsWith(changed: ReadonlyMap<string, string>): readonly string[] {
  const program = ts.createProgram([schema], options, {
    ...host,
    getSourceFile: (path, target) => {
      const text = changed.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, target);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, target));
      return parsed.get(path);
    },
  });
  return program
    .getSemanticDiagnostics(program.getSourceFile(schema))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the type check', () => {
  it('has nothing to say of the schema as it stands', () => {
    expect(complaintsWith(new Map())).toEqual([]);
  });

  it.each(changes)('names $names', ({ file, from, to, names }) => {
    const text = readFileSync(pathOf(file), 'utf8');
    expect(text).toContain(from);
    expect(complaintsWith(new Map([[pathOf(file), text.replace(from, to)]]))).toEqual([
      `Type '"${names}"' does not satisfy the constraint 'never'.`,
    ]);
  });
});
