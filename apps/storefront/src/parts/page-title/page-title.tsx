/** Title of a page: its heading, and the title of the window. It gets the focus after each change of the page. */

import { useEffect, useRef, type ReactElement } from 'react';
import { useLocation } from 'react-router';

export interface PageTitleProps {
  /** Title, a few words. */
  readonly children: string;
  /** True for a heading that only screen readers have. Default false. */
  readonly isHidden?: boolean;
}

/** True until the first title of the visit, which leaves the focus where the browser has it. */
let isFirst = true;

export function PageTitle({ children, isHidden = false }: PageTitleProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  // Another page, not another search on the same one.
  const { pathname } = useLocation();
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
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
