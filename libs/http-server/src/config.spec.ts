import { z } from 'zod';
import type { ConfigError } from './index.ts';
import { parseConfig, serverConfig } from './config.exports.ts';

const schema = z.object({
  ...serverConfig({ port: 4100, adminPort: 4101 }),
  BFF_SECRET: z.string().default('mobile-bff-development-secret'),
});

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    parseConfig(schema, env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

describe('parseConfig', () => {
  it('has defaults for development, also for variables that are set to nothing', () => {
    expect(parseConfig(schema, { PORT: '', LOG_LEVEL: '' })).toMatchObject({
      PORT: 4100,
      ADMIN_PORT: 4101,
      HOST: '127.0.0.1',
    });
  });

  it('reports everything that is wrong at once, by variable name', () => {
    const problems = problemsOf({ PORT: '70000', LOG_LEVEL: 'loud', REPLICAS: '0', ADMIN_HOST: '0.0.0.0' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['PORT', 'LOG_LEVEL', 'REPLICAS', 'ADMIN_TOKEN']);
  });

  it('refuses a port that browsers refuse, where they talk to it directly', () => {
    expect(problemsOf({ PORT: '6000' })).toEqual([
      'PORT: browsers and fetch refuse to talk to port 6000; take another (https://fetch.spec.whatwg.org/#port-blocking)',
    ]);
    expect(problemsOf({ ADMIN_PORT: '10080' })).toEqual([expect.stringMatching(/^ADMIN_PORT: .*10080/)]);
    expect(problemsOf({ NODE_ENV: 'production', PORT: '6000', BFF_SECRET: 'x'.repeat(32) })).toEqual([]);
  });

  it('refuses development secrets in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([expect.stringContaining('BFF_SECRET')]);
    expect(problemsOf({ NODE_ENV: 'production', BFF_SECRET: 'x'.repeat(32) })).toEqual([]);
  });
});
