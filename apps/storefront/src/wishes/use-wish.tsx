/** Wish for one product: whether it is on the wish list, and how it gets there and off it. */

import { useQuery } from '@apollo/client/react';
import { createContext, useContext, type ReactElement, type ReactNode } from 'react';
import { client } from '../graphql/apollo.ts';
import { change } from '../graphql/change.ts';
import { useViewer } from '../frame/use-viewer.tsx';
import type { RefusalFragment } from '../parts/refusal/refusal.documents.ts';
import {
  AddToWishListDocument,
  RemoveFromWishListDocument,
  WishesDocument,
  type WishedFragment,
} from './wishes.documents.ts';

export interface Wish {
  /** Asks who is there: nobody is to log in, and support agents wish for nothing. */
  readonly who: 'VISITOR' | 'CUSTOMER' | 'SUPPORT';
  readonly isWished: boolean;
  /** Puts the product on the list, or takes it off: pages show it at once. Gives the refusals; rejects without an answer. */
  readonly toggle: () => Promise<readonly RefusalFragment[]>;
}

const WishesContext = createContext<WishedFragment | undefined>(undefined);

/** Reads the wish list once for all hearts of a page. */
export function WishesProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const { data } = useQuery(WishesDocument, { skip: useViewer()?.role !== 'CUSTOMER' });
  return <WishesContext value={data?.viewer?.wishList ?? undefined}>{children}</WishesContext>;
}

export function useWish(productId: string): Wish {
  const viewer = useViewer();
  const wishList = useContext(WishesContext);
  const isWished = wishList?.productIds.includes(productId) ?? false;
  return {
    who: viewer?.role ?? 'VISITOR',
    isWished,
    toggle: () => (isWished ? removeWish(productId, wishList) : addWish(productId, wishList)),
  };
}

/** Puts a product on the wish list. `wishList` is as it is known to be, for showing at once what it is going to be. */
export async function addWish(productId: string, wishList?: WishedFragment): Promise<readonly RefusalFragment[]> {
  const { addToWishList } = await change(
    AddToWishListDocument,
    { input: { productId } },
    wishList && {
      addToWishList: {
        __typename: 'AddToWishListPayload',
        wishList: withIds(wishList, [productId, ...wishList.productIds]),
        errors: [],
      },
    },
  );
  // The page of the list reads it again, with the product in its place.
  const id = addToWishList?.wishList && client.cache.identify(addToWishList.wishList);
  if (id) client.cache.evict({ id, fieldName: 'items' });
  return addToWishList?.errors ?? [];
}

async function removeWish(
  productId: string,
  wishList: WishedFragment | undefined,
): Promise<readonly RefusalFragment[]> {
  const { removeFromWishList } = await change(
    RemoveFromWishListDocument,
    { input: { productId } },
    wishList && {
      removeFromWishList: {
        __typename: 'RemoveFromWishListPayload',
        wishList: withIds(
          wishList,
          wishList.productIds.filter((id) => id !== productId),
        ),
        errors: [],
      },
    },
  );
  return removeFromWishList?.errors ?? [];
}

const withIds = (wishList: WishedFragment, productIds: readonly string[]): WishedFragment => ({
  ...wishList,
  totalCount: productIds.length,
  productIds,
});
