import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from './process.ts';
import { ownerOf, sharesOf, toCallTree, type CpuProfile } from './call-tree.ts';

const url = (path: string): string => pathToFileURL(join(root, path)).href;
const node = (id: number, functionName: string, file: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url: file, lineNumber: 9 },
  children,
});

/** root -> send (ours) -> parse (zod) -> send again; beside it the collector, and waiting. */
const profile: CpuProfile = {
  nodes: [
    node(1, '(root)', '', [2, 5, 6, 7]),
    node(2, 'send', url('libs/upstream/src/outbound.ts'), [3]),
    node(3, 'parse', url('node_modules/zod/v4/core.js'), [4]),
    node(4, 'send', url('libs/upstream/src/outbound.ts')),
    node(5, '(garbage collector)', ''),
    node(6, '(idle)', ''),
    node(7, 'startProfile', url('tools/bench/src/probe.ts')),
  ],
  samples: [2, 3, 3, 4, 5, 6, 7],
  timeDeltas: [100, 200, 100, 50, 50, 10_000, 20],
};

describe('a profile', () => {
  const tree = toCallTree(profile);

  it('becomes a tree with times', () => {
    expect(tree).toMatchObject({ callFrame: { functionName: '(root)' }, selfSize: 0 });
    expect(tree.children.map(({ callFrame, selfSize }) => [callFrame.functionName, selfSize])).toEqual([
      ['send', 100],
      ['(garbage collector)', 50],
      ['(idle)', 10_000],
      ['startProfile', 20],
    ]);
  });

  it('says whose own code took how much, of what was neither waiting nor recording', () => {
    expect(sharesOf(tree).byOwner).toEqual([
      ['zod', 0.6],
      ['@frontage/upstream', 0.3],
      ['(garbage collector)', 0.1],
    ]);
  });

  it('says what a function of ours costs with all below it, a recursion once', () => {
    expect(sharesOf(tree).byFunction).toEqual([['send libs/upstream/src/outbound.ts:10', 0.9]]);
  });

  it('says what functions cost by themselves', () => {
    expect(sharesOf(tree).bySelf[0]).toEqual(['parse node_modules/zod/v4/core.js:10', 0.6]);
  });
});

describe('a profile of allocations', () => {
  it('says whose own code allocated how much', () => {
    const leaf = { ...node(2, 'toImage', url('libs/service-clients/catalog/src/catalog.client.ts')), selfSize: 300 };
    const head = {
      ...node(1, '(root)', ''),
      selfSize: 100,
      children: [{ ...leaf, children: [] }],
    };
    expect(sharesOf(head).byOwner).toEqual([
      ['@frontage/catalog-client', 0.75],
      ['(root)', 0.25],
    ]);
  });
});

describe('the owner of code', () => {
  it.each([
    [url('libs/service-clients/catalog/src/catalog.client.ts'), '@frontage/catalog-client'],
    [url('apps/web-bff/src/compose.ts'), '@frontage/web-bff'],
    [url('node_modules/@apollo/server/dist/esm/ApolloServer.js'), '@apollo/server'],
    [url('node_modules/mercurius/node_modules/readable-stream/lib/ours.js'), 'readable-stream'],
    ['node:internal/streams/readable', 'node'],
    ['evalmachine.<anonymous>', 'compiled at run time'],
  ])('%s is %s', (file, owner) => expect(ownerOf(file, 'any')).toBe(owner));

  it('of what is no JavaScript is what V8 calls it', () => {
    expect(ownerOf('', '(program)')).toBe('(program)');
    expect(ownerOf('', 'writev')).toBe('native');
  });
});
