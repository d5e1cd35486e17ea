import { root } from '@frontage/architecture/tree';
import { complaintsOf, versionsIn } from './releases.ts';

const versions = versionsIn(root);

it('reads the versions of the partner API', () => {
  expect(versions.map(({ app }) => app)).toContain('partner-bff');
});

describe.each(versions)('$app $name', (version) => {
  it('keeps what its last release promised: `npm run api-diff -- show` tells the rules', () => {
    expect(complaintsOf(version)).toEqual([]);
  });
});
