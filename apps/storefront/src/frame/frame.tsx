/** Frame around every page: the layout with what is of the visitor, and messages. */

import { lazy, Suspense, useEffect, type ReactElement, type ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useCart } from '../cart/use-cart.tsx';
import { Announcer } from '../parts/announcer/announcer.tsx';
import { loginUrl, logOut, noteViewer } from '../session.ts';
import { useKeptWish } from '../wishes/kept-wish.ts';
import css from './frame.module.css';
import { Layout } from './layout.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { useViewer } from './use-viewer.tsx';

export interface FrameProps {
  readonly children: ReactNode;
}

export const Frame = ({ children }: FrameProps): ReactElement => (
  <>
    <Layout
      person={<PersonLinks />}
      first={
        <>
          <LoginLink />
          <CartLink />
        </>
      }
      notice={<OfflineNotice />}
      choice={
        <Suspense>
          <CurrencyField />
        </Suspense>
      }
    >
      {children}
    </Layout>
    <Announcer />
    <KeptWish />
  </>
);

/** Link with the number of pieces, which has its room from the beginning. */
function CartLink(): ReactElement | null {
  const { isOpen, pieces } = useCart();
  if (!isOpen) return null;
  return (
    <NavLink to="/cart">
      Cart{' '}
      <span className={css['pieces']}>
        {pieces > 0 && (pieces > 999 ? '999+' : pieces)}
        {pieces > 0 && <span className="visually-hidden"> {pieces === 1 ? 'piece' : 'pieces'}</span>}
      </span>
    </NavLink>
  );
}

const KeptWish = (): null => {
  useKeptWish();
  return null;
};

/** Choice of the currency: nothing of the first look at a page waits for it, and no page fails without it. */
const CurrencyField = lazy((): Promise<{ default: () => ReactElement | null }> =>
  import('../currency/currency-field.tsx').then(
    ({ CurrencyField: field }) => ({ default: field }),
    () => ({ default: () => null }),
  ),
);

/** Way to the login: there while nobody has told who it is, too, so that nothing moves for most. */
function LoginLink(): ReactElement | null {
  const viewer = useViewer();
  const { pathname, search } = useLocation();
  const id = viewer === undefined ? undefined : (viewer?.id ?? null);
  useEffect(() => {
    if (id !== undefined) noteViewer(id);
  }, [id]);
  return viewer ? null : <a href={loginUrl(pathname + search)}>Log in</a>;
}

const PersonLinks = (): ReactElement | null =>
  useViewer() ? (
    <>
      <NavLink to="/orders">Orders</NavLink>
      <NavLink to="/profile">Profile</NavLink>
      <button type="button" className={css['link']} onClick={() => void logOut()}>
        Log out
      </button>
    </>
  ) : null;
