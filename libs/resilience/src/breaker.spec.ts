import { Failure, type FailureCode } from '@frontage/errors';
import { jest } from '@jest/globals';
import { breaker, noBreaker, outcomeOf, type Breaker } from './index.ts';
import type { BreakerOptions } from './breaker.ts';

const key = 'catalog.listProducts';

let events: string[];
const policy = (options: Partial<BreakerOptions> = {}): Breaker =>
  breaker({
    failures: 3,
    slowMs: 500,
    halfOpenAfterMs: 1_000,
    // Idle all the time, so that slow attempts count.
    idleMs: () => performance.now(),
    onOpen: (of) => events.push(`open ${of}`),
    onHalfOpen: (of) => events.push(`half-open ${of}`),
    onClose: (of) => events.push(`close ${of}`),
    ...options,
  });

interface AttemptOptions {
  readonly key?: string;
  /** Time granted to the service. Default: enough. */
  readonly grantedMs?: number | undefined;
}
const readWith =
  ({ grantedMs }: AttemptOptions) =>
  (error: unknown) =>
    outcomeOf(error, grantedMs);
const enough = { grantedMs: 10_000 };
const answer = (subject: Breaker, work: () => Promise<unknown>, options: AttemptOptions = {}) =>
  subject.execute(options.key ?? key, work, readWith({ ...enough, ...options })).then(
    (value) => value,
    (error: unknown) => (error instanceof Failure ? error.code : error),
  );
const fail = (subject: Breaker, code: FailureCode, options?: AttemptOptions) =>
  answer(subject, () => Promise.reject(new Failure(code, 'No.')), options);
const succeed = (subject: Breaker) => answer(subject, async () => 'answer');
/** Work that the test ends. */
function held(subject: Breaker) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fails = (code: FailureCode) => reject(new Failure(code, 'No.'));
  return { outcome: answer(subject, () => promise), resolve, fails };
}
async function opened(options: Partial<BreakerOptions> = {}): Promise<Breaker> {
  const subject = policy(options);
  for (let attempt = 0; attempt < 3; attempt += 1) await fail(subject, 'UPSTREAM_FAILED');
  expect(subject.open).toEqual([key]);
  events = [];
  return subject;
}

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 });
  events = [];
});
afterEach(() => jest.useRealTimers());

describe('a breaker', () => {
  it.each(['UPSTREAM_FAILED', 'UPSTREAM_INVALID', 'UNAVAILABLE', 'DEADLINE_EXCEEDED'] as const)(
    'opens after the declared number of %s, and not before',
    async (code) => {
      const subject = policy();
      await fail(subject, code);
      await fail(subject, code);
      expect([await succeed(subject), subject.open]).toEqual(['answer', []]);
      await fail(subject, code);
      await fail(subject, code);
      expect(subject.open).toEqual([]);
      await expect(fail(subject, code)).resolves.toBe(code);
      expect([subject.open, events]).toEqual([[key], [`open ${key}`]]);
    },
  );

  it('is open by the time that the failure which opened it is known', async () => {
    const subject = policy({ failures: 1 });
    let openThen: readonly string[] | undefined;
    try {
      await subject.execute(key, () => Promise.reject(new Failure('UPSTREAM_FAILED', 'No.')), readWith(enough));
    } catch {
      openThen = subject.open;
    }
    expect(openThen).toEqual([key]);
  });

  it('fails fast while open, and says for how long', async () => {
    const subject = await opened();
    await jest.advanceTimersByTimeAsync(400);
    const work = jest.fn(async () => 'answer');
    await expect(subject.execute(key, work, readWith(enough))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      retryAfterMs: 600,
      cause: { by: 'breaker' },
    });
    expect(work).not.toHaveBeenCalled();
  });

  it('counts answers that came too slowly, and hands them on', async () => {
    const subject = policy();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { outcome, resolve } = held(subject);
      await jest.advanceTimersByTimeAsync(501);
      resolve('late');
      await expect(outcome).resolves.toBe('late');
    }
    expect(subject.open).toEqual([key]);
  });

  it('says nothing of answers that came late because this process was busy', async () => {
    let idleMs = 0;
    const subject = policy({ idleMs: () => idleMs });
    for (const [share, open] of [
      [0.4, []],
      [0.6, [key]],
    ] as const) {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const { outcome, resolve } = held(subject);
        await jest.advanceTimersByTimeAsync(1_000);
        idleMs += share * 1_000;
        resolve('late');
        await outcome;
      }
      expect(subject.open).toEqual(open);
    }
  });

  it.each([
    'NOT_FOUND',
    'CONFLICT',
    'UNPROCESSABLE',
    'FORBIDDEN',
    'UPSTREAM_REJECTED',
    'CANCELLED',
    'OVERLOADED',
    'INTERNAL',
  ] as const)('stays closed however many end in %s', async (code) => {
    const subject = policy();
    for (let attempt = 0; attempt < 20; attempt += 1) await expect(fail(subject, code)).resolves.toBe(code);
    expect([subject.open, events]).toEqual([[], []]);
  });

  it('stays closed however many clients leave a slow service', async () => {
    const subject = policy();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const { outcome, fails } = held(subject);
      await jest.advanceTimersByTimeAsync(5_000);
      fails('CANCELLED');
      await expect(outcome).resolves.toBe('CANCELLED');
    }
    expect(subject.open).toEqual([]);
  });

  it('takes an answer about the domain for a sign of life, and a cancellation for none', async () => {
    const subject = policy();
    await fail(subject, 'UPSTREAM_FAILED');
    await fail(subject, 'UPSTREAM_FAILED');
    await fail(subject, 'NOT_FOUND');
    await fail(subject, 'UPSTREAM_FAILED');
    await fail(subject, 'CANCELLED');
    await fail(subject, 'UPSTREAM_FAILED');
    expect(subject.open).toEqual([]);
    await fail(subject, 'UPSTREAM_FAILED');
    expect(subject.open).toEqual([key]);
  });

  it('does not blame the service for timeouts of calls that had little time for it, or never came to it', async () => {
    const subject = policy();
    for (let attempt = 0; attempt < 20; attempt += 1)
      await fail(subject, 'DEADLINE_EXCEEDED', { grantedMs: attempt % 2 === 0 ? 99 : undefined });
    expect(subject.open).toEqual([]);
    for (let attempt = 0; attempt < 3; attempt += 1) await fail(subject, 'DEADLINE_EXCEEDED', { grantedMs: 100 });
    expect(subject.open).toEqual([key]);
  });

  it('keeps services and operations apart', async () => {
    const subject = await opened();
    await expect(answer(subject, async () => 'answer', { key: 'catalog.product' })).resolves.toBe('answer');
    await expect(succeed(subject)).resolves.toBe('UNAVAILABLE');
  });
});

describe('an open breaker', () => {
  it('closes within one half-open period of the recovery', async () => {
    const subject = await opened();
    await jest.advanceTimersByTimeAsync(999);
    await expect(succeed(subject)).resolves.toBe('UNAVAILABLE');
    await jest.advanceTimersByTimeAsync(1);
    await expect(succeed(subject)).resolves.toBe('answer');
    await expect(succeed(subject)).resolves.toBe('answer');
    expect([subject.open, events]).toEqual([[], [`half-open ${key}`, `close ${key}`]]);
  });

  it('starts to count anew when it has closed', async () => {
    const subject = await opened();
    await jest.advanceTimersByTimeAsync(1_000);
    await succeed(subject);
    await fail(subject, 'UPSTREAM_FAILED');
    await fail(subject, 'UPSTREAM_FAILED');
    expect(subject.open).toEqual([]);
  });

  it('stays open for another period when the probe fails', async () => {
    const subject = await opened();
    await jest.advanceTimersByTimeAsync(1_000);
    await expect(fail(subject, 'UNAVAILABLE')).resolves.toBe('UNAVAILABLE');
    expect(events).toEqual([`half-open ${key}`, `open ${key}`]);
    await jest.advanceTimersByTimeAsync(999);
    const work = jest.fn(async () => 'answer');
    await expect(answer(subject, work)).resolves.toBe('UNAVAILABLE');
    expect(work).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await expect(answer(subject, work)).resolves.toBe('answer');
  });

  it('lets one attempt probe and refuses the others at once, rather than make them wait for it', async () => {
    const subject = await opened();
    await jest.advanceTimersByTimeAsync(1_000);
    const probe = held(subject);
    const others = await Promise.all([succeed(subject), succeed(subject)]);
    expect(others).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    probe.resolve('back');
    await expect(probe.outcome).resolves.toBe('back');
    await expect(succeed(subject)).resolves.toBe('answer');
  });

  it.each(['CANCELLED', 'OVERLOADED'] as const)(
    'learns nothing from a probe that ends in %s: the next call is one',
    async (code) => {
      const subject = await opened();
      await jest.advanceTimersByTimeAsync(1_000);
      await expect(fail(subject, code)).resolves.toBe(code);
      await expect(fail(subject, code)).resolves.toBe(code);
      expect([subject.open, events]).toEqual([[key], [`half-open ${key}`]]);
      const probe = held(subject);
      await expect(succeed(subject)).resolves.toBe('UNAVAILABLE');
      probe.resolve('back');
      await expect(probe.outcome).resolves.toBe('back');
      expect([subject.open, events]).toEqual([[], [`half-open ${key}`, `close ${key}`]]);
    },
  );

  it('closes on a probe that is answered about the domain, and not on a slow one', async () => {
    const subject = await opened();
    await jest.advanceTimersByTimeAsync(1_000);
    const slow = held(subject);
    await jest.advanceTimersByTimeAsync(501);
    slow.resolve('late');
    await expect(slow.outcome).resolves.toBe('late');
    expect(subject.open).toEqual([key]);
    await jest.advanceTimersByTimeAsync(1_000);
    await fail(subject, 'NOT_FOUND');
    expect(subject.open).toEqual([]);
  });

  it('is not opened again by calls that have hung since before', async () => {
    const subject = policy();
    const hanging = Array.from({ length: 20 }, () => held(subject));
    for (let attempt = 0; attempt < 3; attempt += 1) await fail(subject, 'UPSTREAM_FAILED');
    await jest.advanceTimersByTimeAsync(1_000);
    const probe = held(subject);
    for (const { fails } of hanging.slice(0, 10)) fails('DEADLINE_EXCEEDED');
    await Promise.all(hanging.slice(0, 10).map(({ outcome }) => outcome));
    probe.resolve('back');
    await probe.outcome;
    expect(subject.open).toEqual([]);
    for (const { fails } of hanging.slice(10)) fails('DEADLINE_EXCEEDED');
    await Promise.all(hanging.map(({ outcome }) => outcome));
    await expect(succeed(subject)).resolves.toBe('answer');
    expect(subject.open).toEqual([]);
  });
});

describe('abuse', () => {
  it('keeps a bounded number of circuits, and lets pass what has none', async () => {
    const subject = policy({ maxKeys: 1, failures: 1 });
    await fail(subject, 'UPSTREAM_FAILED');
    for (let id = 0; id < 5; id += 1) {
      const failing = () => Promise.reject(new Failure('UPSTREAM_FAILED', 'No.'));
      await expect(answer(subject, failing, { key: `catalog.product/${id}` })).resolves.toBe('UPSTREAM_FAILED');
    }
    await expect(answer(subject, async () => 'answer', { key: 'catalog.product/0' })).resolves.toBe('answer');
    expect(subject.open).toEqual([key]);
  });

  it('hands on what is no failure, uncounted', async () => {
    const subject = policy({ failures: 1 });
    const bug = new TypeError('x is not a function');
    await expect(answer(subject, () => Promise.reject(bug))).resolves.toBe(bug);
    await expect(
      answer(subject, () => {
        throw bug;
      }),
    ).resolves.toBe(bug);
    expect(subject.open).toEqual([]);
  });

  it('is refused when it makes no sense, and has a stand-in that never opens', async () => {
    expect(() => breaker({ failures: 0, slowMs: 500, halfOpenAfterMs: 1_000 })).toThrow(
      'failures must be a number of at least 1, got 0',
    );
    for (let attempt = 0; attempt < 50; attempt += 1) await fail(noBreaker, 'UPSTREAM_FAILED');
    expect([await succeed(noBreaker), noBreaker.open]).toEqual(['answer', []]);
  });
});
