import { connectToLog } from './connect-to-log.ts';
import { logUrl, toEndpoint } from './log-url.ts';

describe('MESSAGE_LOG_URL', () => {
  it.each([
    ['4408', 'is not a URL'],
    ['http://:secret-token@host', 'unknown scheme'],
    ['log://:secret-token@host/path', 'nothing after the host'],
    ['log://host?a=b', 'nothing after the host'],
    ['log://secret-token@host', 'names a user'],
    ['log://:secret%20token@host', 'other characters'],
  ])('refuses %s without repeating it', (url, fault) => {
    expect(logUrl.safeParse(url).error?.issues[0]?.message).toContain(fault);
    expect(() => connectToLog({ url })).toThrow(fault);
    expect(() => connectToLog({ url })).not.toThrow('secret');
  });

  it('leads to the port of the log, with the token beside it', () => {
    expect(toEndpoint('log://127.0.0.1')).toEqual({ address: 'ws://127.0.0.1:4408/', headers: {} });
    expect(toEndpoint('log://:a-token@[::1]:5408/')).toEqual({
      address: 'ws://[::1]:5408/',
      headers: { Authorization: 'Bearer a-token' },
    });
  });
});
