/** Title of a page: its heading, and the title of the window. It gets the focus after each change of the page. */

import { useEffect, useRef, type ReactElement } from 'react';
import { useLocation } from 'react-router';

export interface PageTitleProps {
  /** Title, a few words. */
  readonly children: string;
  /** True for a heading that only screen readers have. Default false. */
  readonly isHidden?: boolean;
}

export function PageTitle({ children, isHidden = false }: PageTitleProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key, pathname } = useLocation();
  useEffect(() => {
    // The first page of a visit leaves the focus where the browser has it; `default` is its key.
    if (key !== 'default') heading.current?.focus({ preventScroll: true });
    // Another page, not another search on the same one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pathname]);
  return (
    <>
      <title>{children === 'Frontage' ? 'Frontage' : `${children} – Frontage`}</title>
      <h1 ref={heading} tabIndex={-1} className={isHidden ? 'visually-hidden' : undefined}>
        {children}
      </h1>
    </>
  );
}
