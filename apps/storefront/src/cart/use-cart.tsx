/** Cart for all pages: a customer's at web-bff, a visitor's in the browser. At the login the second becomes part of the first. */

import { useQuery } from '@apollo/client/react';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import { leaveOldBuild } from '../build.ts';
import { actionSentence } from '../parts/failure-notice/action-sentence.ts';
import { currency } from '../currency/currency.ts';
import { useCurrency } from '../currency/use-currency.ts';
import { useViewer } from '../frame/use-viewer.tsx';
import { client } from '../graphql/apollo.ts';
import { askUntilWhole } from '../graphql/heal.ts';
import { announce } from '../parts/announcer/announcer.tsx';
import { drafts } from '../session.ts';
import { sharedStorage } from '../storage.ts';
import { CartDocument } from './cart.documents.ts';
import { added, addedSentence, linesWith, piecesOf, refusalSentence, sumOf } from './cart.view.ts';
import type * as Writes from './cart-writes.ts';
import type { CartWritten } from './cart-writes.ts';
import { readPieces } from './quantity.ts';
import { createCartWriter, type WriteRefusal } from './cart-writer.ts';
import { createVisitorCart, type CartLine } from './visitor-cart.ts';

export interface Cart {
  /** Lines with all that is wanted; undefined while nobody knows them. */
  readonly lines: readonly CartLine[] | undefined;
  /** Pieces of all lines; 0 while nobody knows. */
  readonly pieces: number;
  /** False for support agents, who buy nothing. */
  readonly isOpen: boolean;
  /** Products of which another number is wanted than web-bff has written. */
  readonly pending: ReadonlyMap<string, number>;
  /** Sentences about what was refused, by product, until the next try. */
  readonly refusals: ReadonlyMap<string, string>;
  /** Sentence about products that were not taken over at the login. */
  readonly leftOut: string | undefined;
  /** Adds pieces of a product, and announces it. Resolves with a sentence when that was refused. */
  readonly add: (product: { readonly id: string; readonly name: string }, pieces: number) => Promise<WriteRefusal>;
  /** Sets the pieces of a product; 0 takes it out. */
  readonly put: (productId: string, quantity: number) => Promise<WriteRefusal>;
}

const visitorCart = createVisitorCart(sharedStorage, globalThis);
const writer = createCartWriter(writeLine);
/** Tells other tabs that a customer's cart has changed. */
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('frontage.cart');

/** Runs a write, whose code may be still to load. */
async function withWrites(work: (writes: typeof Writes) => Promise<CartWritten>): Promise<CartWritten> {
  try {
    return await work(await import('./cart-writes.ts'));
  } catch {
    await leaveOldBuild();
    return { refusals: undefined, failure: { code: 'OFFLINE', requestId: undefined } };
  }
}

/** Name of the draft of a customer's cart: pieces by product, which could not be written as the session had ended. */
const draftName = 'cart';
/** Customer whose cart is shown last. */
let owner: string | undefined;

/** Keeps what a customer wants until they are logged in again. */
function keepForLater(productId: string, quantity: number): void {
  if (owner !== undefined)
    drafts.keep(owner, draftName, { ...drafts.read(owner, draftName), [productId]: String(quantity) });
}

/** Writes what was kept for this customer. */
function writeKept(customerId: string): void {
  const kept = Object.entries(drafts.read(customerId, draftName) ?? {});
  drafts.drop(customerId, draftName);
  for (const [productId, text] of kept) {
    const pieces = text === '0' ? 0 : readPieces(text);
    if (pieces !== undefined) void writer.put(productId, pieces);
  }
}

/** Writes a line of a customer's cart. When the session has ended, the browser keeps it until the login. */
async function writeLine(productId: string, quantity: number): Promise<WriteRefusal> {
  const { refusals, failure } = await withWrites(({ writeItem }) => writeItem({ productId, quantity }));
  const [refusal] = refusals ?? [];
  if (refusal !== undefined) return refusalSentence(refusal);
  if (refusals) return void tabs?.postMessage('changed');
  if (failure?.code === 'UNAUTHENTICATED') keepForLater(productId, quantity);
  return actionSentence(failure?.code ?? '');
}

/** Lines of the customer's cart. Throws when nobody can say. */
async function customerLines(): Promise<readonly CartLine[]> {
  const { data } = await client.query({ query: CartDocument, variables: { currency: currency.current() } });
  if (!data?.cart) throw new Error('The cart cannot be read.');
  return data.cart.items;
}

let isMerging = false;
const notMergedSentence =
  'What you chose before you logged in is not in this cart yet. It comes as soon as the shop can take it over.';

/**
 * Hands the visitor's cart to web-bff, and forgets it when the answer has a cart. Resolves with a sentence about what is not in the customer's cart:
 * an empty one when everything is. Undefined while another merge is under way.
 */
async function mergeVisitorCart(): Promise<string | undefined> {
  if (isMerging) return undefined;
  isMerging = true;
  const lines = visitorCart.lines();
  const { refusals, sentence = '' } = await withWrites(({ mergeItems }) => mergeItems(lines));
  isMerging = false;
  // Without an answer the cart stays here, and is handed over again in a moment.
  if (!refusals) return notMergedSentence;
  visitorCart.forget(lines);
  tabs?.postMessage('changed');
  return sentence;
}

const CartContext = createContext<Cart | undefined>(undefined);

/** Cart of now. */
export function useCart(): Cart {
  const cart = useContext(CartContext);
  if (!cart) throw new Error('There is no cart here.');
  return cart;
}

export function CartProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const viewer = useViewer();
  const isCustomer = viewer?.role === 'CUSTOMER';
  const own = useSyncExternalStore(visitorCart.subscribe, visitorCart.lines);
  const { wanted, refusals } = useSyncExternalStore(writer.subscribe, writer.state);
  // In another currency the lines are the same: those of before are shown until it is read in it.
  const read = useQuery(CartDocument, { variables: { currency: useCurrency() }, skip: !isCustomer });
  const data = read.data ?? read.previousData;
  const [leftOut, setLeftOut] = useState<string>();
  const [visitorRefusals, setVisitorRefusals] = useState<ReadonlyMap<string, string>>(new Map());

  const customerId = isCustomer ? viewer.id : undefined;
  useEffect(() => {
    if (customerId === undefined) return;
    owner = customerId;
    writeKept(customerId);
  }, [customerId]);

  const isToMerge = isCustomer && own.length > 0;
  useEffect(() => {
    if (!isToMerge) return undefined;
    const merge = async (): Promise<void> => {
      const sentence = await mergeVisitorCart();
      if (sentence !== undefined) setLeftOut(sentence === '' ? undefined : sentence);
    };
    void merge();
    return askUntilWhole(merge);
  }, [isToMerge]);

  useEffect(() => {
    if (!isCustomer || !tabs) return;
    const readAgain = (): void =>
      void client.query({
        query: CartDocument,
        variables: { currency: currency.current() },
        fetchPolicy: 'network-only',
      });
    tabs.addEventListener('message', readAgain);
    return () => tabs.removeEventListener('message', readAgain);
  }, [isCustomer]);

  const cart = useMemo((): Cart => {
    const known = isCustomer ? data?.cart?.items : own;
    const lines = known && linesWith(known, isCustomer ? wanted : new Map());
    const put: Cart['put'] = async (productId, quantity) => {
      if (isCustomer) return writer.put(productId, quantity);
      const refusal = visitorCart.put(productId, quantity) ? undefined : refusalSentence('CART_FULL');
      setVisitorRefusals(new Map(refusal === undefined ? [] : [[productId, refusal]]));
      return refusal;
    };
    return {
      lines,
      pieces: sumOf(lines ?? []),
      isOpen: viewer?.role !== 'SUPPORT',
      pending: isCustomer ? wanted : new Map(),
      refusals: isCustomer ? refusals : visitorRefusals,
      leftOut,
      put,
      add: async (product, pieces) => {
        const before = await linesBefore(isCustomer);
        if (!before) return actionSentence('');
        const after = added(piecesOf(before, product.id), pieces);
        // The number in the header has it already: the sentence is for those who do not see it.
        const refusal = await put(product.id, after);
        announce(refusal ?? addedSentence(product.name, after));
        return refusal;
      },
    };
  }, [data, isCustomer, leftOut, own, refusals, viewer?.role, visitorRefusals, wanted]);
  return <CartContext value={cart}>{children}</CartContext>;
}

/** Lines to add to, with what is wanted by now; undefined when nobody knows them. */
async function linesBefore(isCustomer: boolean): Promise<readonly CartLine[] | undefined> {
  if (!isCustomer) return visitorCart.lines();
  try {
    return linesWith(await customerLines(), writer.state().wanted);
  } catch {
    return undefined;
  }
}
