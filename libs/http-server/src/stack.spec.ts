import { createLogger, createMetrics } from '@frontage/observability';
import { assert, constantFrom, property, shuffledSubarray, subarray } from 'fast-check';
import {
  addresses,
  authenticate,
  compressed,
  endpoints,
  failures,
  health,
  notFound,
  overload,
  problemPages,
  requestContext,
  securityHeaders,
} from './stages.exports.ts';
import { allowEverybody } from './address-rules.ts';
import { assemble, routes, stage, withoutLimits, type Stage } from './stack.exports.ts';
import { ConfigError, type Authenticator } from './index.ts';

const log = createLogger({ name: 'spec', level: 'silent' });

const session: Authenticator = {
  name: 'session',
  openapi: { type: 'apiKey', in: 'cookie', name: 'sid' },
  challenge: 'Session',
  authenticate: () => ({ kind: 'absent' }),
};

/** All stages, in the one order. */
const whole: readonly Stage[] = [
  requestContext({ log, metrics: createMetrics(), debug: false }),
  health({ state: () => 'serving' }),
  addresses({ current: allowEverybody }),
  overload({ log }),
  securityHeaders(),
  compressed(),
  stage('csrf'),
  authenticate([session]),
  withoutLimits('a spec'),
  routes({ access: 'public' }),
  problemPages(),
  notFound(),
  failures(),
];
const optional = ['addresses', 'overload', 'compression'];

const problemsOf = (stages: readonly Stage[]): readonly string[] => {
  try {
    assemble(stages);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems;
  }
};
const namesOf = (stages: readonly Stage[]): string => stages.map(({ name }) => name).join(' ');

describe('the stack', () => {
  it('starts in its one order', () => expect(problemsOf(whole)).toEqual([]));

  it('starts in no other', () => {
    assert(
      property(shuffledSubarray([...whole], { minLength: whole.length }), (shuffled) =>
        expect([namesOf(shuffled), problemsOf(shuffled).length > 0]).toEqual([
          namesOf(shuffled),
          namesOf(shuffled) !== namesOf(whole),
        ]),
      ),
      { numRuns: 1_000 },
    );
  });

  it('starts without no stage but those that are optional', () => {
    assert(
      property(subarray([...whole]), (some) => {
        const kept = new Set(some.map(({ name }) => name));
        const gone = [...new Set(whole.map(({ name }) => name))].filter((name) => !kept.has(name));
        // The stage csrf is needed only with an authenticator by cookie. Without one, `authenticate` is missing instead.
        const missed = gone.filter(
          (name) => !optional.includes(name) && !(name === 'csrf' && gone.includes('authenticate')),
        );
        const problems = problemsOf(some);
        expect(problems).toHaveLength(missed.length);
        for (const name of missed) expect(problems.join('\n')).toContain(`the stage '${name}'`);
      }),
    );
  });

  it('has each stage once, but for routes', () => {
    assert(
      property(constantFrom(...whole), (twice) => {
        const at = whole.indexOf(twice);
        const problems = problemsOf([...whole.slice(0, at), twice, ...whole.slice(at)]);
        expect(problems).toEqual(twice.name === 'routes' ? [] : [`the stage '${twice.name}' appears twice`]);
      }),
    );
  });

  it('needs csrf exactly when credentials come by themselves', () => {
    const without = whole.filter(({ name }) => name !== 'csrf');
    const bearer: Authenticator = { ...session, openapi: { type: 'http', scheme: 'bearer' } };
    const by = (...authenticators: Authenticator[]) =>
      without.map((each) => (each.name === 'authenticate' ? authenticate(authenticators) : each));
    expect(problemsOf(by(bearer))).toEqual([]);
    expect(problemsOf(by(bearer, session))).toEqual(["the stage 'authenticate' needs the stage 'csrf'"]);
  });

  it('serves no route that does not say who may use it', () => {
    const talkedRound = { name: 'getSecret', path: '/secret', method: 'GET', input: {} } as never;
    const list = whole.flatMap((each) =>
      each.name === 'not-found'
        ? [
            endpoints([talkedRound], { deps: {}, challenge: 'Session', debug: false }),
            { name: 'routes', handlers: [] } as Stage,
            each,
          ]
        : [each],
    );
    expect(problemsOf(list)).toEqual([
      "the endpoint 'getSecret' declares no access",
      "a stage 'routes' declares no access",
    ]);
  });

  it('names everything that is wrong with it at once', () => {
    const [context, probes] = whole as [Stage, Stage];
    expect(
      problemsOf([probes, context, routes({ access: 'declared', problems: ['Query.x has no declared access'] })]),
    ).toEqual([
      "the stack lacks the stage 'security-headers'",
      "the stack lacks the stage 'authenticate'",
      "the stack lacks the stage 'limit'",
      "the stack lacks the stage 'not-found'",
      "the stack lacks the stage 'failures'",
      "the stage 'request-context' must come before 'health'",
      'Query.x has no declared access',
    ]);
  });
});
