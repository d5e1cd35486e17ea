import { assemble, withoutLimits } from '@frontage/http-server/stack';
import {
  authenticate,
  endpoints,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { createRuntime } from '@frontage/http-server';
import supertest from 'supertest';
import type { Deps } from '../../deps.ts';
import { documentEndpoint } from './entry.endpoint.ts';

describe('the document', () => {
  it('is made once, and again only for whoever asks after it could not be made', async () => {
    const made: boolean[] = [];
    const make = async (): Promise<object> => {
      made.push(made.length > 0);
      if (made.length === 1) throw new Error('no file could be opened');
      return { openapi: '3.1.0' };
    };
    const { log, metrics, state } = createRuntime('spec');
    const api = supertest(
      assemble([
        requestContext({ log, metrics, debug: false }),
        health({ state }),
        securityHeaders(),
        authenticate([]),
        withoutLimits('a spec'),
        endpoints([documentEndpoint(make)], { deps: {} as Deps, challenge: 'Bearer', debug: false }),
        notFound(),
        failures(),
      ]),
    );
    await api.get('/openapi.json').expect(500);
    await api.get('/openapi.json').expect(200, { openapi: '3.1.0' });
    await api.get('/openapi.json').expect(200, { openapi: '3.1.0' });
    expect(made).toEqual([false, true]);
  });
});
