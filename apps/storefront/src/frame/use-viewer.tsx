/** Person for whom pages are drawn, out of the cache: the operation of each page asks for `Frame`. */

import { useQuery } from '@apollo/client/react';
import { createContext, useContext, type ReactElement, type ReactNode } from 'react';
import { VisitDocument, type VisitQuery } from './frame.documents.ts';

/** Person who is logged in; null for a visitor, undefined while no page has told yet. */
export type Viewer = VisitQuery['viewer'] | undefined;

const ViewerContext = createContext<Viewer>(undefined);

/** Watches the cache once for all who ask: a grid has dozens of them. */
export function ViewerProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const { data } = useQuery(VisitDocument, { fetchPolicy: 'cache-only' });
  return <ViewerContext value={data?.viewer}>{children}</ViewerContext>;
}

export const useViewer = (): Viewer => useContext(ViewerContext);
