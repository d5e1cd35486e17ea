import { newCall, withDeadline, type Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import fc from 'fast-check';
import { batchPerRequest } from './index.ts';
import { noCache } from './no-cache.ts';

interface Question {
  readonly ids: readonly string[];
  readonly call: Call;
}

const terms = { name: 'things', scope: 'public', ttlMs: 1_000 } as const;

/** Batch method that knows every id without an x in front, and notes its inputs. */
function open(answer = (ids: readonly string[]) => Promise.resolve(ids.filter((id) => !id.startsWith('x')))) {
  const questions: Question[] = [];
  const load = batchPerRequest(noCache).batch(terms, async (ids: readonly string[], call: Call) => {
    questions.push({ ids, call });
    return new Map((await answer(ids)).map((id) => [id, `model of ${id}`]));
  });
  return { questions, load, asked: () => questions.map(({ ids }) => ids) };
}

describe('batching within one request', () => {
  it('asks once for all that is asked in one turn, and for no id twice', async () => {
    const { load, asked } = open();
    const call = newCall();
    const answers = await Promise.all([load(['a', 'b'], call), load(['b', 'c'], call), load(['c'], call)]);
    expect(asked()).toEqual([['a', 'b', 'c']]);
    expect(answers.map((models) => [...models.keys()])).toEqual([['a', 'b'], ['b', 'c'], ['c']]);
    await load(['a', 'd'], call);
    expect(asked()[1]).toEqual(['d']);
  });

  it('knows a request by its ledger: parts with deadlines of their own share it, other requests do not', async () => {
    const { load, questions } = open();
    const call = newCall({ budgetMs: 1_000 });
    const part = withDeadline(call, call.deadline.child({ maxMs: 500 }));
    await Promise.all([load(['a'], part), load(['b'], call), load(['c'], newCall())]);
    expect(questions.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']]);
    expect(questions[0]!.call).toBe(call);
  });

  it('keeps different questions about the same ids apart', async () => {
    const seen: unknown[] = [];
    const prices = batchPerRequest(noCache).batch(
      { ...terms, split: { ids: ({ ids }) => ids, only: (input, ids) => ({ ...input, ids }) } },
      async (input: { readonly currency: string; readonly ids: readonly string[] }) => {
        seen.push(input);
        return new Map(input.ids.map((id) => [id, `${id} in ${input.currency}`]));
      },
    );
    const call = newCall();
    const ask = (currency: string, ...ids: string[]) => prices({ currency, ids }, call);
    const [euro] = await Promise.all([ask('EUR', 'a'), ask('USD', 'a'), ask('EUR', 'b')]);
    expect(seen).toEqual([
      { currency: 'EUR', ids: ['a', 'b'] },
      { currency: 'USD', ids: ['a'] },
    ]);
    expect([...euro]).toEqual([['a', 'a in EUR']]);
  });

  it('remembers no failure', async () => {
    let isDown = true;
    const { load, asked } = open(async (ids) => {
      if (isDown) throw new Failure('UNAVAILABLE', 'no');
      return [...ids];
    });
    const call = newCall();
    const outcomes = await Promise.allSettled([load(['a'], call), load(['b'], call)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isDown = false;
    expect([...(await load(['b'], call)).keys()]).toEqual(['b']);
    expect(asked()).toEqual([['a', 'b'], ['b']]);
  });

  it('lets who has less time go earlier, and only them', async () => {
    const held = Promise.withResolvers<string[]>();
    const { load } = open(() => held.promise);
    const call = newCall();
    const part = withDeadline(call, call.deadline.child());
    const [patient, hasty] = [load(['a'], call), load(['b'], part)];
    part.deadline.cancel();
    await expect(hasty).rejects.toMatchObject({ code: 'CANCELLED' });
    held.resolve(['a', 'b']);
    expect([...(await patient).values()]).toEqual(['model of a']);
  });

  it('answers as the method itself would, whoever asks for what in whatever turns', async () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'x1', 'x2'), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(ids, { maxLength: 4 }), { maxLength: 4 }), async (turns) => {
        const { load, asked } = open();
        const call = newCall();
        for (const questions of turns) {
          const answers = await Promise.all(questions.map((question) => load(question, call)));
          expect(answers.map((models) => [...models])).toEqual(
            questions.map((question) =>
              [...new Set(question)].filter((id) => !id.startsWith('x')).map((id) => [id, `model of ${id}`]),
            ),
          );
        }
        const all = asked().flat();
        expect(new Set(all).size).toBe(all.length);
        expect(asked().length).toBeLessThanOrEqual(turns.length);
      }),
    );
  });
});
