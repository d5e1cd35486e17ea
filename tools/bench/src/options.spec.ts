import { readOptions, UsageError } from './options.ts';

describe('the command line', () => {
  it('measures every scene for its first role unless told otherwise', () => {
    const options = readOptions([]);
    expect(options.plays.map(({ name }) => name)).toEqual([
      'web-grid',
      'web-product',
      'web-home',
      'mobile-home',
      'mobile-product',
      'partner-orders',
      'place-order',
    ]);
    expect(options).toMatchObject({ rounds: 5, seconds: 3, connections: 16, targets: undefined, isProfile: false });
  });

  it('takes scenes, rounds, seconds and a file', () => {
    const options = readOptions([
      ...['--scene', 'web-grid,web-grid:customer', '--rounds', '7', '--seconds', '0.5', '--json', 'out.json'],
      ...['--target', 'frontage,apollo', '--connections', '4', '--note', 'busy', '--docs'],
    ]);
    expect(options.plays.map(({ name, role }) => [name, role])).toEqual([
      ['web-grid', 'visitor'],
      ['web-grid:customer', 'customer'],
    ]);
    expect(options).toMatchObject({
      ...{ rounds: 7, seconds: 0.5, jsonFile: 'out.json', connections: 4, note: 'busy', writesDocs: true },
      targets: ['frontage', 'apollo'],
    });
  });

  it('is quick when asked to', () => {
    expect(readOptions(['--quick'])).toMatchObject({ rounds: 2, seconds: 1, warmUp: { requests: 300, seconds: 2 } });
    expect(readOptions(['--quick', '--rounds', '3'])).toMatchObject({ rounds: 3, seconds: 1 });
  });

  it('takes shorter turns for growth, of which there are many', () => {
    expect(readOptions(['--growth'])).toMatchObject({ isGrowth: true, rounds: 5, seconds: 1.2 });
    expect(readOptions(['--growth', '--quick'])).toMatchObject({ rounds: 2, seconds: 1 });
    expect(readOptions(['--growth', '--seconds', '4'])).toMatchObject({ seconds: 4 });
  });

  it('knows every scene in every role as `all`', () => {
    const names = readOptions(['--scene', 'all']).plays.map(({ name }) => name);
    expect(names).toContain('mobile-home:customer');
    expect(new Set(names).size).toBe(names.length);
  });

  it('profiles one scene', () => {
    expect(readOptions(['--profile', 'web-home'])).toMatchObject({ isProfile: true, plays: [{ name: 'web-home' }] });
  });

  it.each([
    [['--scene', 'web-gird'], /no scene web-gird\. There are: web-grid/],
    [['--target', 'frontage,koa'], /no target koa\. There are: frontage/],
    [['--target', 'toString'], /no target toString/],
    [['--rounds', '0'], /--rounds must be a number from 1 to 100/],
    [['--rounds', 'many'], /--rounds must be/],
    [['--seconds', ''], /--seconds must be/],
    [['--seconds', '3600'], /--seconds must be a number from 0\.1 to 60/],
    [['--connections', '-1'], /--connections must be|argument is ambiguous/],
    [['--fast'], /Unknown option/],
    [['web-grid'], /Unexpected argument/],
  ])('%j is refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(UsageError);
    expect(() => readOptions(args)).toThrow(message);
  });
});
