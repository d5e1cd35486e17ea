import { configuration } from './nginx.ts';

describe('the configuration of nginx', () => {
  it('listens on this machine alone and passes everything to one service, over connections that are kept', () => {
    const text = configuration(4999, 'http://127.0.0.1:4401');
    expect(text).toContain('listen 127.0.0.1:4999;');
    expect(text).toContain('server 127.0.0.1:4401;');
    expect(text).toMatch(/keepalive 64;[^]*proxy_http_version 1\.1;\n\s+proxy_set_header Connection "";/);
  });
});
