/** Shell of the page: what the build draws into `index.html`, for the time until the shop's code is there. Its links and its search are real. */

import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { StaticRouter } from 'react-router';
import { Skeleton } from '../parts/skeleton/skeleton.tsx';
import css from './frame.module.css';
import { Layout } from './layout.tsx';

const Shell = (): ReactElement => (
  <StaticRouter location="/">
    <Layout
      first={
        <>
          <a href="/auth/login">Log in</a>
          <a href="/cart">
            Cart <span className={css['pieces']} />
          </a>
        </>
      }
    >
      <Skeleton shape="grid" />
    </Layout>
  </StaticRouter>
);

/** Markup of the shell. */
export const drawShell = (): string => renderToStaticMarkup(<Shell />);
