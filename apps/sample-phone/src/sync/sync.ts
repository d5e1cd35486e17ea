/** Sync: changes since the last time, applied to what the app keeps (apps/mobile-bff/README.md, "Little news, and late news"). */

import { dataOf, type Answers, type Api } from '../api.ts';
import { Refused } from '../failures.ts';
import type { State, StateFile } from '../state.ts';

/** Asks for what has changed, applies it, and keeps the next token with it. Resolves with the changes. */
export async function syncNow(api: Api, file: StateFile): Promise<Answers['Sync']> {
  const ask = (since: string) => dataOf(api.GET('/sync', { params: { query: { since } } }));
  const { since } = file.current.sync;
  const changes = await ask(since).catch((error: unknown) => {
    // A token that is too old, or another person's. The answer to an empty one is whole, and replaces what is kept.
    if (since === '' || !(error instanceof Refused) || !startAgain(error)) throw error;
    return ask('');
  });
  await file.update((state) => ({ ...state, sync: applied(state.sync, changes) }));
  return changes;
}

const startAgain = ({ status, problem }: Refused): boolean =>
  status === 410 || (status === 400 && problem.reason === 'BAD_TOKEN');

/** State after changes. A part that is missing has not changed, or could not be asked for. */
export const applied = (before: State['sync'], changes: Answers['Sync']): State['sync'] => ({
  since: changes.next,
  cart: appliedTo(before.cart, changes.cart),
  wishlist: appliedTo(before.wishlist, changes.wishlist),
  orders: appliedTo(before.orders, changes.orders),
});

interface Changes<Item> {
  readonly whole?: boolean;
  readonly changed?: readonly Item[];
  readonly removed?: readonly string[];
}

function appliedTo<Item extends { readonly id: string }>(
  before: Readonly<Record<string, Item>>,
  changes: Changes<Item> | undefined,
): Record<string, Item> {
  if (!changes) return { ...before };
  const after = new Map(Object.entries(changes.whole === true ? {} : before));
  for (const id of changes.removed ?? []) after.delete(id);
  for (const item of changes.changed ?? []) after.set(item.id, item);
  return Object.fromEntries(after);
}
