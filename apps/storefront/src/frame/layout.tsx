/** Layout of every page: the way to the content, header with navigation and search, footer. It knows no data, so that the build can draw it ahead. */

import { useEffect, useRef, type FormEvent, type MouseEvent, type ReactElement, type ReactNode } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import css from './frame.module.css';

export interface LayoutProps {
  /** Links of the person, below those of the shop. */
  readonly person?: ReactNode;
  /** Links that stay in view on a phone: the login, the cart. */
  readonly first: ReactNode;
  /** Notice above the content. */
  readonly notice?: ReactNode;
  /** Choice in the footer, which every page has. */
  readonly choice?: ReactNode;
  readonly children: ReactNode;
}

export const Layout = ({ person, first, notice, choice, children }: LayoutProps): ReactElement => (
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
        <Menu>
          <NavLink to="/categories">Categories</NavLink>
          <NavLink to="/search">Products</NavLink>
          {person}
        </Menu>
        {first}
        <button type="button" popoverTarget="menu" className={`quiet ${css['opener']}`}>
          Menu
        </button>
      </nav>
    </header>
    {notice}
    <main id="content" tabIndex={-1} className={css['content']}>
      {children}
    </main>
    <Footer choice={choice} />
  </>
);

/** Links that a wide window shows in the header, and a phone in a popover: the browser opens and closes it, and looks after the focus. */
function Menu({ children }: { readonly children: ReactNode }): ReactElement {
  const menu = useRef<HTMLDivElement>(null);
  // A window that gets wide has the links in its header.
  useEffect(() => {
    const leave = (): void => menu.current?.hidePopover();
    globalThis.addEventListener('resize', leave);
    return () => globalThis.removeEventListener('resize', leave);
  }, []);
  const close = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest('a, button')) menu.current?.hidePopover();
  };
  return (
    // Keys that press a link or a button within make a click of it.
    // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events, jsx-a11y-x/no-static-element-interactions
    <div ref={menu} id="menu" popover="auto" className={css['menu']} onClick={close}>
      {children}
    </div>
  );
}

function Search(): ReactElement {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const text = pathname === '/search' ? (new URLSearchParams(search).get('text') ?? '') : '';
  const field = useRef<HTMLInputElement>(null);
  const shown = useRef(text);
  // The field stays the same, and so does the focus in it. What was typed before the shop was there stays as well.
  useEffect(() => {
    if (shown.current !== text) field.current!.value = text;
    shown.current = text;
  }, [text]);
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
          ref={field}
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

const Footer = ({ choice }: Pick<LayoutProps, 'choice'>): ReactElement => (
  <footer className={css['footer']}>
    <div>
      <p className={css['brand']}>Frontage</p>
      <p>A shop to read the code of. Nothing here is for sale, and no parcel ever arrives.</p>
      <div className={css['currency']}>{choice}</div>
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
