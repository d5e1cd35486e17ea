/** Type check between schema, resolvers and Models: the compiler names what does not fit. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = new URL('../../../', import.meta.url);
const pathOf = (file: string): string => fileURLToPath(new URL(file, root));

/** Compiler errors in web-bff's schema after a change of one file, in memory. */
function complaintsAfter(file: string, change: (text: string) => string): readonly string[] {
  const { config } = ts.readConfigFile(pathOf('tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    readonly config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, pathOf('.'));
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const changed = pathOf(file);
  const text = readFileSync(changed, 'utf8');
  if (change(text) === text && change !== unchanged) throw new Error(`nothing of ${file} was changed`);
  const overlay: ts.CompilerHost = {
    ...host,
    readFile: (path) => (path === changed ? change(text) : readFile(path)),
    getSourceFile: (path, target) =>
      path === changed ? ts.createSourceFile(path, change(text), target) : host.getSourceFile(path, target),
  };
  const program = ts.createProgram([pathOf('apps/web-bff/src/schema.ts')], options, overlay);
  return program
    .getSemanticDiagnostics(program.getSourceFile(pathOf('apps/web-bff/src/schema.ts')))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
const unchanged = (text: string): string => text;

describe('the type check', () => {
  it.each([
    [
      'a Model that lacks a field',
      'libs/service-clients/catalog/src/catalog.client.ts',
      'readonly summary:',
      'readonly synopsis:',
      'Product.summary',
    ],
    [
      'a Model that has another type',
      'libs/service-clients/orders/src/orders.client.ts',
      'readonly placedAt: string',
      'readonly placedAt: Date',
      'Order.placedAt',
    ],
    [
      'a resolver that is gone',
      'apps/web-bff/src/features/recommendations/recommendations.resolvers.ts',
      'Product: { recommendations },',
      '',
      'Product.recommendations',
    ],
    [
      'a value of an enum that stands for nothing',
      'apps/web-bff/src/features/orders/orders.resolvers.ts',
      ", CANCEL: 'cancel'",
      '',
      'OrderAction.CANCEL',
    ],
  ])('names %s', (_, file, from, to, name) => {
    expect(complaintsAfter(file, (text) => text.replace(from, to))).toEqual([
      `Type '"${name}"' does not satisfy the constraint 'never'.`,
    ]);
  });

  it('has nothing to say of the schema as it stands', () => {
    expect(complaintsAfter('apps/web-bff/src/schema.ts', unchanged)).toEqual([]);
  });
});
