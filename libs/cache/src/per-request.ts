/**
 * Batching within one request, what DataLoader is to GraphQL: whoever asks for some ids shares one question with all who ask in the same
 * turn, and no id is asked for twice. Handlers call client methods as ever, one by one if they like.
 */

import type { Call } from '@frontage/call';
import { dataKey, plainIds } from './keys.ts';
import type { Method, Split } from './policy.ts';

type Models<Model> = ReadonlyMap<string, Model>;

/** What is asked together. */
interface Batch<Model> {
  readonly ids: Set<string>;
  /** On behalf of whoever can wait for longest. */
  call: Call;
  readonly answer: Promise<Models<Model>>;
}

/** What one request has asked so far, under one rest of the input. */
interface Asked<Model> {
  readonly batchOf: Map<string, Batch<Model>>;
  /** Not sent yet: takes more ids. */
  open: Batch<Model> | undefined;
}

/**
 * The same method, batched for each request apart: a request is known by its ledger, which all of its calls share. Failures are not
 * remembered. `split` says where the ids are in an input that is more than ids.
 */
export function batchPerRequest<Input, Model>(
  method: Method<Input, Models<Model>>,
  ...[split = plainIds as unknown as Split<Input>]: Input extends readonly string[] ? [] : [Split<Input>]
): Method<Input, Models<Model>> {
  const key = {};
  const askedBy = ({ ledger }: Call, rest: string): Asked<Model> => {
    const asked = ledger.belonging(key, () => new Map<string, Asked<Model>>());
    let same = asked.get(rest);
    if (!same) asked.set(rest, (same = { batchOf: new Map(), open: undefined }));
    return same;
  };

  function begin(asked: Asked<Model>, input: Input, call: Call): Batch<Model> {
    const ids = new Set<string>();
    const answer = endOfTurn().then(async () => {
      asked.open = undefined;
      try {
        return await method(split.only(input, [...ids]), batch.call);
      } catch (error) {
        for (const id of ids) asked.batchOf.delete(id);
        throw error;
      }
    });
    const batch: Batch<Model> = { ids, call, answer };
    return batch;
  }

  return async (input, call) => {
    const ids = [...new Set(split.ids(input))];
    if (ids.length === 0) return new Map<string, Model>();
    const asked = askedBy(call, dataKey(split.only(input, [])));
    const batches = new Set<Batch<Model>>();
    for (const id of ids) {
      let batch = asked.batchOf.get(id);
      if (!batch) {
        batch = asked.open ??= begin(asked, input, call);
        batch.ids.add(id);
        asked.batchOf.set(id, batch);
      }
      batches.add(batch);
    }
    for (const batch of batches) {
      if (batch === asked.open && call.deadline.expiresAt > batch.call.deadline.expiresAt) batch.call = call;
    }
    const answers = await Promise.all(
      [...batches].map(({ answer, call: asking }) =>
        // Whoever has less time than the one on whose behalf it is asked leaves earlier.
        asking.deadline === call.deadline ? answer : call.deadline.within(answer),
      ),
    );
    // As most are: nobody else asked.
    if (answers.length === 1 && isSame([...[...batches][0]!.ids], ids)) return answers[0]!;
    return new Map(ids.flatMap((id) => answers.flatMap((models) => pairOf(models, id))));
  };
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);

const pairOf = <Model>(models: Models<Model>, id: string): [string, Model][] => {
  const model = models.get(id);
  return model === undefined ? [] : [[id, model]];
};

/** After everything that runs in this turn has asked: as DataLoader, behind the promises that are settled already. */
const endOfTurn = (): Promise<void> =>
  new Promise((resolve) => void Promise.resolve().then(() => process.nextTick(resolve)));
