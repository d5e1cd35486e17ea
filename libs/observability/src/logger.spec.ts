import { correlate, createLogger, createMetrics } from './index.ts';

function capture() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    name: 'spec',
    level: 'trace',
    destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  return { log, lines };
}

describe('logger', () => {
  it('writes no secret, at any of the depths where libraries keep them', () => {
    const { log, lines } = capture();
    const secret = 'fk_dev_acme_very-secret';
    log.info(
      { token: secret, req: { headers: { authorization: secret, cookie: secret, 'x-api-key': secret } } },
      'hello',
    );
    log.warn({ config: { auth: { client_secret: secret } }, session: { refresh_token: secret } }, 'hello');
    log.warn({ list: [{ password: secret }], failure: { toJSON: () => ({ request: { cookie: secret } }) } }, 'hello');
    log.warn({ err: { config: { headers: { authorization: secret } } } }, 'thrown, and no error');
    log.warn({ failure: Object.assign(new Error('axios'), { toJSON: () => ({ token: secret }) }) }, 'hello');
    expect(lines).toHaveLength(5);
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(JSON.stringify(lines)).toContain('[secret]');
  });

  it('changes nothing of what it is given, and ends with what has no end', () => {
    const { log, lines } = capture();
    const round: Record<string, unknown> = { token: 'x', page: { size: 20, names: ['a'] } };
    round['self'] = round;
    log.info({ round }, 'hello');
    expect(round).toMatchObject({ token: 'x', page: { size: 20, names: ['a'] } });
    expect(lines[0]).toMatchObject({ round: { token: '[secret]', page: { size: 20, names: ['a'] } } });
  });

  it('writes of an error what helps, with its causes, and none of what libraries hang on it', () => {
    const { log, lines } = capture();
    const cause = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      config: { data: 'card=4111' },
    });
    log.error({ err: new Error('a service failed', { cause }) }, 'failed');
    expect(lines[0]).toMatchObject({ err: { message: 'a service failed', cause: { code: 'ECONNREFUSED' } } });
    expect(JSON.stringify(lines)).not.toContain('4111');
  });

  it('carries the ids of the request through everything it awaits', async () => {
    const { log, lines } = capture();
    await correlate({ requestId: 'r-1', traceId: 't-1' }, async () => {
      await Promise.resolve();
      log.info('inside');
    });
    log.info('outside');
    expect(lines[0]).toMatchObject({ requestId: 'r-1', traceId: 't-1', msg: 'inside' });
    expect(lines[1]).not.toHaveProperty('requestId');
  });
});

describe('metrics', () => {
  it('exposes what happened under standard names', async () => {
    const metrics = createMetrics();
    metrics.requestServed('/products/{id}', 'GET', 200, 0.012);
    metrics.upstreamCalled({ service: 'catalog', operation: 'catalog.product', durationMs: 4 });
    metrics.answerDegraded('/home', 'reviews');
    metrics.circuitChanged({ service: 'reviews', operation: 'reviews.summaries', state: 'open' });
    metrics.circuitChanged({ service: 'reviews', operation: 'reviews.list', state: 'half-open' });
    metrics.circuitChanged({ service: 'reviews', operation: 'reviews.list', state: 'closed' });
    const { text } = await metrics.expose();
    expect(text).toContain(
      'http_server_request_duration_seconds_count{route="/products/{id}",method="GET",status="200"} 1',
    );
    expect(text).toContain(
      'upstream_call_duration_seconds_count{service="catalog",operation="catalog.product",code="OK"} 1',
    );
    expect(text).toContain('answers_degraded_total{route="/home",part="reviews"} 1');
    expect(text).toContain('upstream_circuit_state{service="reviews",operation="reviews.summaries"} 2');
    expect(text).toContain('upstream_circuit_state{service="reviews",operation="reviews.list"} 0');
  });
});
