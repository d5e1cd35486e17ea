/** Operation of a generated document, as it is sent. */

import type { Asked } from './request.ts';

interface Definition {
  readonly kind: string;
  readonly name?: { readonly value: string };
}

/** Reads id, name and public time off a document. Throws for one that `npm run documents` has not made: it is in no manifest. */
export function askedOf(document: object, variables: Readonly<Record<string, unknown>>): Asked {
  const {
    documentId,
    publicSeconds,
    definitions = [],
  } = document as {
    readonly documentId?: string;
    readonly publicSeconds?: number;
    readonly definitions?: readonly Definition[];
  };
  const operation = definitions.find(({ kind }) => kind === 'OperationDefinition');
  if (documentId === undefined || operation?.name === undefined) throw new Error('The document has no id.');
  return { documentId, operationName: operation.name.value, variables, publicSeconds };
}
