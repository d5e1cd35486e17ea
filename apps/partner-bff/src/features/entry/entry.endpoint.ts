/** Entry document: permissions of the API key, and the OpenAPI document of this version. */

import { permission, publicAccess, type Principal } from '@frontage/policy';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { samples } from '../../samples.ts';
import type { Representation, Version } from '../../version.ts';

/** Representations that a version gives of the entry document. */
export interface EntryViews {
  readonly entry: Representation<[principal: Principal]>;
}

export const entryEndpoints = ({ views }: Version<EntryViews>) => [
  defineEndpoint({
    name: 'entry',
    summary: 'What this key may do',
    method: 'GET',
    path: '',
    access: permission('partner:enter'),
    budget: { ms: 200, calls: 0 },
    input: {},
    etag: true,
    view: views.entry.view,
    example: () => ({ answer: views.entry.of(samples.partner) }),
    handle: async ({ principal }) => views.entry.of(principal),
  }),
];

/** OpenAPI document of this version, built on the first request. Access is public, so that tools can read it. */
export const documentEndpoint = (make: () => Promise<object>) => {
  let text: Promise<string> | undefined;
  const made = (): Promise<string> =>
    (text ??= make()
      .then((document) => JSON.stringify(document))
      .catch((error: unknown) => {
        // A failed build is not kept: the next request tries again.
        text = undefined;
        throw error;
      }));
  return defineEndpoint({
    name: 'document',
    summary: 'This document',
    method: 'GET',
    path: '/openapi.json',
    access: publicAccess,
    budget: { ms: 1_000, calls: 0 },
    cacheControl: 'public, max-age=300',
    input: {},
    view: { name: 'Document', schema: z.string(), serialize: (json: string) => json },
    handle: made,
  });
};
