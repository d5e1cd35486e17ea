/**
 * Batching within one request, for BFFs without DataLoader. All calls of a batch method in one turn share one fetch, and no id is asked for
 * twice, so handlers may call client methods one by one.
 */

import type { Call } from '@frontage/call';
import type { Cache } from './cache.ts';
import { dataKey, plainIds } from './keys.ts';
import type { BatchPolicy, Method, Split } from './policy.ts';

/** Wraps a cache so that its batch methods batch within each request. A request is known by its ledger. Failures are not remembered. */
export const batchPerRequest = (cache: Cache): Cache => ({
  ...cache,
  batch: <Input, Model>(policy: BatchPolicy<Input, Model>, method: Method<Input, Models<Model>>) => {
    const { split } = policy as { readonly split?: Split<Input> };
    const cached = (cache as BatchingCache).batch(policy, method);
    return batched(cached, split ?? (plainIds as unknown as Split<Input>));
  },
  get bytes() {
    return cache.bytes;
  },
});

/** Cache without the checks of types: `Cache` has made them where the method is declared. */
interface BatchingCache {
  batch<Input, Model>(
    policy: BatchPolicy<Input, Model>,
    method: Method<Input, Models<Model>>,
  ): Method<Input, Models<Model>>;
}

type Models<Model> = ReadonlyMap<string, Model>;

/** Batch: one fetch from the service. */
interface Batch<Model> {
  readonly ids: Set<string>;
  /** Call with the latest deadline, under which the batch is fetched. */
  call: Call;
  readonly answer: Promise<Models<Model>>;
}

/** Batches of one request, for inputs that differ in their ids alone. */
interface Asked<Model> {
  readonly batchOf: Map<string, Batch<Model>>;
  /** Batch that is not sent yet, and takes more ids. */
  open: Batch<Model> | undefined;
}

function batched<Input, Model>(
  method: Method<Input, Models<Model>>,
  split: Split<Input>,
): Method<Input, Models<Model>> {
  const key = {};
  const askedBy = ({ ledger }: Call, rest: string): Asked<Model> => {
    const asked = ledger.getOrCreate(key, () => new Map<string, Asked<Model>>());
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
        // A call with an earlier deadline stops waiting earlier.
        asking.deadline === call.deadline ? answer : call.deadline.within(answer),
      ),
    );
    // The common case: the batch holds exactly these ids.
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

/** End of this turn of the event loop, behind settled promises, as in DataLoader. */
const endOfTurn = (): Promise<void> =>
  new Promise((resolve) => void Promise.resolve().then(() => process.nextTick(resolve)));
