import { ConfigError } from '@frontage/http-server';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 4300,
      HOST: '127.0.0.1',
      OIDC_ISSUER: 'http://127.0.0.1:4300',
      FRONTAGE_DATA_DIR: '.data',
      WEB_BFF_URL: 'http://localhost:4000',
      WEB_BFF_BACKCHANNEL_URL: 'http://127.0.0.1:4000',
      ACCESS_TOKEN_TTL_S: 300,
      WEB_BFF_CLIENT_SECRET: 'web-bff-development-secret',
      DOMAIN_SERVICES_CLIENT_SECRET: 'domain-services-development-secret',
    });
  });

  it('lets the issuer follow the port, and the back channel follow web-bff', () => {
    expect(readConfig({ PORT: '5300', WEB_BFF_URL: 'https://shop.example' })).toMatchObject({
      OIDC_ISSUER: 'http://127.0.0.1:5300',
      WEB_BFF_BACKCHANNEL_URL: 'https://shop.example',
    });
  });

  it('names every bad variable at once, and no secret', () => {
    const env = {
      NODE_ENV: 'production',
      PORT: 'http',
      OIDC_ISSUER: 'http://127.0.0.1:4300/',
      WEB_BFF_URL: 'localhost:4000',
      ACCESS_TOKEN_TTL_S: '0',
      LOG_LEVEL: 'loud',
      MOBILE_BFF_CLIENT_SECRET: 'hunter2',
    };
    const problems = problemsOf(env);
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual(Object.keys(env).sort());
    expect(problems.join()).not.toContain('hunter2');
  });

  it('says why it does not run in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      'NODE_ENV: must not be production: this is a development provider with known passwords',
    ]);
  });

  it('takes any free port only together with an issuer', () => {
    expect(problemsOf({ PORT: '0' })).toEqual([expect.stringContaining('PORT: must be a known port')]);
    expect(readConfig({ PORT: '0', OIDC_ISSUER: 'https://id.example' }).OIDC_ISSUER).toBe('https://id.example');
  });

  const problemsOf = (env: Record<string, string>): readonly string[] => {
    try {
      readConfig(env);
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
    }
    throw new Error('the configuration was accepted');
  };
});
