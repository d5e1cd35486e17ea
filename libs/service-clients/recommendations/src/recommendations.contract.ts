/**
 * Contract of the recommendations service: its wire format and its operations. The format is terse: picks are rows of id, score and reason.
 */

import { defineHttpOperation } from '@frontage/upstream/http';
import { z } from 'zod';

/** Most picks for one caller or one product. */
export const maxPicks = 50;
/** Largest batch, in ids. */
export const maxBatch = 50;

/** Pick: `["p-019", 0.85, "Also of oak"]`. Scores compare only picks of one result. */
export const pickWire = z.tuple([z.string(), z.number().min(0).max(1), z.string()]);

/** Result, best pick first. `for` is a product id, or the caller as in `Frontage-Caller`. */
export const resultWire = z.object({ for: z.string(), picks: z.array(pickWire).max(maxPicks) });

const picksResponse = z.object({ results: z.array(resultWire).max(maxBatch) });

export const pickForCaller = defineHttpOperation({
  name: 'recommendations.pickForCaller',
  summary: 'Products that the caller may like; popular ones for anonymous callers',
  method: 'GET',
  path: '/picks/for-caller',
  query: z.object({ n: z.coerce.number().int().min(1).max(maxPicks).default(10) }),
  response: picksResponse,
});

export const pickForProducts = defineHttpOperation({
  name: 'recommendations.pickForProducts',
  summary: 'Products like these, by ids; unknown ids are left out',
  method: 'POST',
  path: '/picks/for-products',
  idempotent: true,
  body: z.strictObject({
    ids: z.array(z.string()).min(1).max(maxBatch),
    n: z.number().int().min(1).max(maxPicks).default(10),
  }),
  response: picksResponse,
});

export const recommendationsOperations = [pickForCaller, pickForProducts];
