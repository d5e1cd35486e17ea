/** Frame around every page: the way to the content, navigation, search, messages. */

import { useEffect, type FormEvent, type ReactElement, type ReactNode } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { useCart } from '../cart/use-cart.tsx';
import { Announcer } from '../parts/announcer/announcer.tsx';
import { loginUrl, logOut, noteViewer } from '../session.ts';
import { useKeptWish } from '../wishes/kept-wish.ts';
import css from './frame.module.css';
import { OfflineNotice } from './offline-notice.tsx';
import { useViewer } from './use-viewer.ts';

export interface FrameProps {
  readonly children: ReactNode;
}

export const Frame = ({ children }: FrameProps): ReactElement => (
  <>
    <a className={css['skip']} href="#content">
      Skip to the content
    </a>
    <header className={css['header']}>
      <Link className={css['brand']} to="/">
        Frontage
      </Link>
      <Search />
      <nav aria-label="Main" className={css['nav']}>
        <NavLink to="/categories">Categories</NavLink>
        <NavLink to="/search">Products</NavLink>
        <CartLink />
        <Account />
      </nav>
    </header>
    <OfflineNotice />
    <main id="content" tabIndex={-1} className={css['content']}>
      {children}
    </main>
    <Footer />
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

function Search(): ReactElement {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const text = pathname === '/search' ? (new URLSearchParams(search).get('text') ?? '') : '';
  const find = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('text')).trim();
    void navigate(wanted === '' ? '/search' : `/search?${new URLSearchParams({ text: wanted }).toString()}`);
  };
  return (
    <search className={css['search']}>
      <form action="/search" onSubmit={find}>
        <label htmlFor="search" className="visually-hidden">
          Search for products
        </label>
        <input
          key={text}
          id="search"
          type="search"
          name="text"
          maxLength={100}
          defaultValue={text}
          placeholder="Search"
        />
        <button className="quiet">Search</button>
      </form>
    </search>
  );
}

const KeptWish = (): null => {
  useKeptWish();
  return null;
};

const footer = [
  {
    title: 'Shop',
    links: [
      ['/', 'First page'],
      ['/categories', 'Categories'],
      ['/search', 'All products'],
      ['/search?inStock=true&sort=NEWEST', 'New and in stock'],
    ],
  },
  {
    title: 'You',
    links: [
      ['/cart', 'Cart'],
      ['/orders', 'Orders'],
      ['/wish-list', 'Wish list'],
      ['/addresses', 'Addresses'],
      ['/profile', 'Profile'],
    ],
  },
] as const;

const Footer = (): ReactElement => (
  <footer className={css['footer']}>
    <div>
      <p className={css['brand']}>Frontage</p>
      <p>A shop to read the code of. Nothing here is for sale, and no parcel ever arrives.</p>
    </div>
    {footer.map(({ title, links }) => (
      <nav key={title} aria-labelledby={`footer-${title}`}>
        <h2 id={`footer-${title}`}>{title}</h2>
        <ul>
          {links.map(([path, name]) => (
            <li key={path}>
              <Link to={path}>{name}</Link>
            </li>
          ))}
        </ul>
      </nav>
    ))}
  </footer>
);

/** Links of the person; those of a visitor while nobody has told who it is, so that nothing moves for most. */
function Account(): ReactElement {
  const viewer = useViewer();
  const { pathname, search } = useLocation();
  const id = viewer === undefined ? undefined : (viewer?.id ?? null);
  useEffect(() => {
    if (id !== undefined) noteViewer(id);
  }, [id]);
  if (!viewer) return <a href={loginUrl(pathname + search)}>Log in</a>;
  return (
    <>
      <NavLink to="/orders">Orders</NavLink>
      <NavLink to="/profile">Profile</NavLink>
      <button type="button" className={css['link']} onClick={() => void logOut()}>
        Log out
      </button>
    </>
  );
}
