/** Ways between the pages of the customer. */

import type { ReactElement } from 'react';
import { NavLink } from 'react-router';
import css from './account-nav.module.css';

const pages = [
  ['/profile', 'Profile'],
  ['/addresses', 'Addresses'],
  ['/orders', 'Orders'],
  ['/wish-list', 'Wish list'],
] as const;

export const AccountNav = (): ReactElement => (
  <nav aria-label="Account" className={css['nav']}>
    <ul>
      {pages.map(([path, name]) => (
        <li key={path}>
          <NavLink to={path}>{name}</NavLink>
        </li>
      ))}
    </ul>
  </nav>
);
