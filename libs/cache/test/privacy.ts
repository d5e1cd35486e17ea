/** Property test of privacy: no caller is given another caller's answer. Calls and answers come in any order. */

import { formatCaller } from '@frontage/call/headers';
import type { Call, Caller } from '@frontage/call';
import { Failure } from '@frontage/errors';
import fc from 'fast-check';
import { by, createService, turn, until, type Setup } from './kit.ts';

/** Answer of the service: the caller for whom it was asked, and the id. */
interface Told {
  readonly to: string;
  readonly about: string;
}

/** Characters that separate or quote parts of a key. Parts that hold them collide in careless keys. */
const separators = fc.constantFrom('|', ':', '|:', '"', '"|', '"|:', '\\', '\\"', ',', '', '\u0000', '\ud800');

/** Caller, and the id that it asks about. */
interface Matter {
  readonly who: Caller;
  readonly about: string;
}

/** Ids and subjects made of each other. Caller `a` asks about `b|c`, caller `a|b` asks about `c`. */
function mattersWith(separator: string): fc.Arbitrary<Matter> {
  const join = (...parts: string[]): string => parts.join(separator);
  const word = fc.constantFrom('a', 'b', 'c', 'everybody', join('a', 'b'), join('b', 'c'), join('a', 'b', 'c'));
  const kind = fc.constantFrom('customer' as const, 'partner' as const, 'support' as const);
  const twin = (id: string, about: string): Matter => ({ who: { kind: 'customer', id }, about });
  return fc.oneof(
    fc.constantFrom(twin('a', join('b', 'c')), twin(join('a', 'b'), 'c')),
    fc.record({ who: fc.record({ kind, id: word }), about: word }),
    fc.record({ who: fc.constant<Caller>({ kind: 'anonymous' }), about: word }),
  );
}

type Step =
  | { readonly does: 'ask'; readonly matter: Matter; readonly how: 'one' | 'many' | 'shared' }
  | { readonly does: 'pass'; readonly ms: number }
  | { readonly does: 'reply'; readonly nth: number; readonly well: boolean }
  | { readonly does: 'leave'; readonly nth: number }
  | { readonly does: 'invalidate'; readonly about: string }
  | { readonly does: 'turn' };

function walksOf(matter: fc.Arbitrary<Matter>): fc.Arbitrary<Step[]> {
  const how = fc.constantFrom('one' as const, 'many' as const, 'shared' as const);
  const mostly = fc.integer({ min: 0, max: 3 }).map((dice) => dice > 0);
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ does: fc.constant('ask' as const), matter, how }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('reply' as const), nth: fc.nat(20), well: mostly }) },
    { weight: 3, arbitrary: fc.constant({ does: 'turn' as const }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 150 }) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('leave' as const), nth: fc.nat(20) }) },
    { weight: 1, arbitrary: matter.map(({ about }) => ({ does: 'invalidate' as const, about })) },
  );
  return fc.array<Step>(step, { minLength: 5, maxLength: 40 });
}

const walks = separators.chain((separator) => walksOf(mattersWith(separator)));

export function keepsApart({ name, open }: Setup, numRuns: number): void {
  it(`never gives anybody what is somebody else’s, ${name}`, async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(walks, async (walk) => {
        answered += await play(walk, open);
      }),
      { numRuns },
    );
    // Without answers, the property would hold as well.
    expect(answered).toBeGreaterThan(numRuns);
  }, 60_000);
}

/** Runs the steps, settles what is left, and returns the number of answers. */
async function play(walk: readonly Step[], open: Setup['open']): Promise<number> {
  const { cache, clock } = await open();
  const told = (about: string, { caller }: Call): Told => ({ to: formatCaller(caller), about });
  const pending: { settle: (well: boolean) => void }[] = [];
  const service = createService<readonly string[], ReadonlyMap<string, Told>>();
  const ask = (abouts: readonly string[], call: Call): Promise<ReadonlyMap<string, Told>> => {
    const answer = service.method(abouts, call);
    const { answer: reply, fail } = service.asked.at(-1)!;
    pending.push({
      settle: (well) =>
        well
          ? reply(new Map(abouts.map((about) => [about, told(about, call)])))
          : fail(new Failure('UNAVAILABLE', 'not now')),
    });
    return answer;
  };
  // One kind for both methods, so that their keys meet as far as possible.
  const terms = { kind: 'thing', ttlMs: 100, staleIfErrorMs: 200, tags: (about: string) => [about] } as const;
  const methods = {
    one: cache.method<string, Told>({ ...terms, name: 'one', scope: 'private' }, async (about, call) =>
      (await ask([about], call)).get(about)!,
    ),
    many: cache.batch<readonly string[], Told>({ ...terms, name: 'many', scope: 'private' }, ask),
    shared: cache.method<string, Told>(
      { ...terms, name: 'shared', scope: 'public', staleWhileRevalidateMs: 100 },
      async (about, call) => (await ask([about], call)).get(about)!,
    ),
  };
  const asks: { call: Call; outcome: Promise<number> }[] = [];
  for (const step of walk) await take(step);
  const outcomes = Promise.all(asks.map(({ outcome }) => outcome));
  let isDone = false;
  void outcomes.then(() => (isDone = true));
  await until(() => {
    pending.splice(0).forEach(({ settle }) => settle(true));
    return isDone;
  });
  cache.close();
  return (await outcomes).reduce((sum, answers) => sum + answers, 0);

  async function take(step: Step): Promise<void> {
    if (step.does === 'ask') {
      const call = by(step.matter.who);
      asks.push({ call, outcome: check(step, call).finally(() => call.deadline.close()) });
    } else if (step.does === 'pass') clock.advance(step.ms);
    else if (step.does === 'reply') pending.splice(step.nth % Math.max(1, pending.length), 1)[0]?.settle(step.well);
    else if (step.does === 'leave') asks[step.nth % Math.max(1, asks.length)]?.call.deadline.cancel();
    else if (step.does === 'invalidate') await cache.invalidate([step.about]);
    else await turn();
  }

  /** Checks that the answer is the caller's own, or anonymous where it is public. Its id must be the one asked for. */
  async function check({ matter, how }: Extract<Step, { does: 'ask' }>, call: Call): Promise<number> {
    const { who, about } = matter;
    const expected: Told = { to: how === 'shared' ? 'anonymous' : formatCaller(who), about };
    let got: readonly (Told | undefined)[];
    try {
      got =
        how === 'many'
          ? await methods.many([about, 'another'], call).then((map) => [map.get(about)])
          : [await methods[how](about, call)];
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      return 0;
    }
    expect(got).toEqual([expected]);
    return 1;
  }
}
