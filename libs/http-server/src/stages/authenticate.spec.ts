import { Failure } from '@frontage/errors';
import { createLogger, createMetrics } from '@frontage/observability';
import express from 'express';
import request from 'supertest';
import { assemble, routes, stage, withoutLimits } from '../stack.exports.ts';
import { authenticate, failures, health, notFound, requestContext, securityHeaders } from '../stages.exports.ts';
import { contextOf } from '../context.exports.ts';
import type { Authenticator } from '../index.ts';

/** Sessions whose store is away, or which break otherwise. */
const session: Authenticator = {
  name: 'session',
  openapi: { type: 'apiKey', in: 'cookie', name: 'sid' },
  challenge: 'Session',
  authenticate: async ({ header }) => {
    if (header('cookie') === undefined) return { kind: 'absent' };
    if (header('cookie') === 'broken') throw new TypeError('a defect');
    throw new Failure('UNAVAILABLE', 'The store is away.');
  },
};

const log: string[] = [];
const router = express.Router();
router.all('/*path', (_, res) => void res.json(contextOf(res).principal));
router.all('/', (_, res) => void res.json(contextOf(res).principal));
const app = assemble([
  requestContext({
    log: createLogger({ name: 'spec', level: 'info', destination: { write: (line) => log.push(line) } }),
    metrics: createMetrics(),
    debug: false,
  }),
  health({ state: () => 'serving' }),
  securityHeaders(),
  stage('csrf'),
  authenticate([session], { staticPaths: ['/', '/start'] }),
  withoutLimits('a spec'),
  routes({ access: 'public' }, router),
  notFound(),
  failures(),
]);
const ask = (method: 'get' | 'head' | 'post', path: string, cookie: string) =>
  request(app)[method](path).set('cookie', cookie);

describe('while it cannot be told who is calling', () => {
  it.each(['/', '/start', '/start/start.css'])('%s, which needs nobody, is served', async (path) => {
    const { status, body } = await ask('get', path, 'sid=ada');
    expect([status, body]).toEqual([200, { kind: 'anonymous' }]);
    expect((await ask('head', path, 'sid=ada')).status).toBe(200);
    expect(log.at(-1)).toContain('The store is away.');
  });

  it.each(['/graphql', '/starter', '/auth/session', '/start-page'])(
    '%s is not answered as if to nobody',
    async (path) => {
      const { status, body } = await ask('get', path, 'sid=ada');
      expect([status, body]).toMatchObject([503, { code: 'UNAVAILABLE' }]);
    },
  );

  it('nothing is written as by nobody', async () => {
    expect((await ask('post', '/', 'sid=ada')).status).toBe(503);
  });

  it('a defect stays one, on a page too', async () => {
    expect((await ask('get', '/', 'broken')).status).toBe(500);
  });
});
