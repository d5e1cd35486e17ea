/** BFF of one operation, made up to break the rules of trials. */

import { httpClient, readRest, type BffProof, type Operation } from '@frontage/proof';
import { z } from 'zod';

export interface SpecBffOptions extends Pick<BffProof, 'compose'> {
  /** Members that differ from those of an operation for everybody that needs no service. */
  readonly operation: Partial<Operation>;
  readonly backingServices?: BffProof['backingServices'];
}

export const specBff = ({ operation, backingServices = [], compose }: SpecBffOptions): BffProof => ({
  folder: new URL('./', import.meta.url),
  name: 'bff',
  configSchema: z.object({}),
  compose,
  surfaces: () => [{ file: 'none.txt', content: '' }],
  backingServices,
  operations: [
    {
      name: 'GET /',
      who: undefined,
      budgetMs: 1_000,
      budgetCalls: undefined,
      requires: [],
      prepare: async () => ({ ask: { method: 'GET', path: '/' } }),
      ...operation,
    },
  ],
  enter: async ({ origin }) => httpClient(origin),
  read: readRest,
  authorization: {
    callers: [],
    rows: [],
    fields: [],
    attempts: {},
    openCredentials: () => Promise.reject(new Error()),
  },
});
