import { Command, CommanderError } from 'commander';
import { readOptions } from './command-line.ts';

let printed: string;
const read = (...args: string[]) => {
  printed = '';
  const output = {
    writeOut: (text: string) => void (printed += text),
    writeErr: (text: string) => void (printed += text),
  };
  return readOptions(args, new Command('bench').exitOverride().configureOutput(output));
};

describe('the command line', () => {
  it('measures every scenario for its first role unless told otherwise', () => {
    const options = read();
    expect(options.scenario.join()).toBe(
      'web-grid,web-product,web-home,mobile-home,mobile-product,mobile-home-304,mobile-sync,mobile-profile,partner-orders,partner-orders-v1,partner-catalogue,change-product,place-order',
    );
    expect(options).toMatchObject({ method: { rounds: 5, seconds: 3, connections: 16, warmUp: { requests: 4_000 } } });
    expect(options.target).toBeUndefined();
  });

  it('takes scenarios, targets, rounds, seconds and a file', () => {
    const options = read(
      ...['--scenario', 'web-grid', 'web-grid:customer', '--rounds', '7', '--seconds', '0.5', '--json', 'out.json'],
      ...['--target', 'frontage', 'apollo', '--docs'],
    );
    expect(options).toMatchObject({
      ...{ scenario: ['web-grid', 'web-grid:customer'], target: ['frontage', 'apollo'], json: 'out.json', docs: true },
      method: { rounds: 7, seconds: 0.5, connections: 16 },
    });
  });

  it('is quick when asked to, and takes shorter turns for growth, of which there are many', () => {
    expect(read('--quick').method).toMatchObject({ rounds: 2, seconds: 1, warmUp: { requests: 300, seconds: 2 } });
    expect(read('--growth')).toMatchObject({ growth: true, method: { rounds: 5, seconds: 1.2 } });
    expect(read('--growth', '--quick', '--seconds', '4').method).toMatchObject({ rounds: 2, seconds: 4 });
  });

  it('profiles one', () => {
    expect(read('--profile', 'web-home').profile).toBe('web-home');
  });

  it.each([
    [['--scenario', 'web-gird'], /'web-gird' is invalid\. Allowed choices are web-grid, web-grid:customer/],
    [['--target', 'frontage', 'koa'], /'koa' is invalid/],
    [['--target', 'toString'], /'toString' is invalid/],
    [['--rounds', '0'], /--rounds.* a number from 1 to 100/],
    [['--rounds', 'many'], /--rounds/],
    [['--seconds', ''], /--seconds/],
    [['--seconds', '3600'], /--seconds.* a number from 0\.1 to 60/],
    [['--fast'], /unknown option/],
    [['web-grid'], /too many arguments/],
    [['--help'], /--scenario <names\.\.\.>[^]*"web-grid:customer"[^]*--profile <scenario>/],
  ])('%j ends with a message', (args, message) => {
    expect(() => read(...args)).toThrow(CommanderError);
    expect(printed).toMatch(message);
  });
});
