/** Person for whom pages are drawn, out of the cache: the operation of each page asks for `Frame`. */

import { useQuery } from '@apollo/client/react';
import { VisitDocument, type VisitQuery } from './frame.documents.ts';

/** Person who is logged in; null for a visitor, undefined while no page has told yet. */
export type Viewer = VisitQuery['viewer'] | undefined;

export const useViewer = (): Viewer => useQuery(VisitDocument, { fetchPolicy: 'cache-only' }).data?.viewer;
