/** Types of a BFF's requests and answers, for a client in TypeScript, from the BFF's OpenAPI document. */

import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';

const head = '/** Types of the API, from the OpenAPI document. Written by `npm run documents`. */\n\n';

/** Generates a module that exports `paths`, `components` and `operations`. Throws for a document that is not valid. */
export async function clientTypes(document: object | string): Promise<string> {
  // The generator resolves references within what it is given.
  const own = JSON.parse(typeof document === 'string' ? document : JSON.stringify(document)) as OpenAPI3;
  return head + astToString(await openapiTypes(own, { silent: true }));
}
