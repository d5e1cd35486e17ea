import { formatLine, readLine } from './output.ts';

describe('a line of output', () => {
  it.each([
    [30, 'info'],
    [40, 'warn'],
    [50, 'error'],
    [60, 'error'],
  ])('of level %i is %s', (level, severity) => {
    expect(readLine('web-bff', 'stdout', JSON.stringify({ level, msg: 'so' }))).toEqual({
      process: 'web-bff',
      severity,
      text: 'so',
    });
  });

  it('shows the cause of an error beside what was said', () => {
    const line = JSON.stringify({
      level: 50,
      msg: 'no answer',
      err: { message: 'refused', stack: 'Error: refused\n at x' },
    });
    expect(formatLine(readLine('web-bff', 'stdout', line))).toBe('web-bff            error  no answer: refused');
  });

  it.each(['plain words', '{"half": ', '{"level":"loud"}', '[]', 'null'])(
    'that is not a log record (%j) is kept as it is',
    (text) => {
      expect(readLine('web-bff', 'stdout', text)).toMatchObject({ severity: 'info', text });
      expect(readLine('web-bff', 'stderr', text)).toMatchObject({ severity: 'error', text });
    },
  );

  it('without a message is kept whole', () => {
    expect(readLine('web-bff', 'stdout', '{"level":40,"a":1}').text).toBe('{"level":40,"a":1}');
  });
});
