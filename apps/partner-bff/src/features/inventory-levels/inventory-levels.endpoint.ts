/** Inventory levels: pieces on hand, reserved and available, by warehouse. */

import type { Call } from '@frontage/call';
import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { Failure, isFailure } from '@frontage/errors';
import { Reply } from '@frontage/http-server';
import { ifMatch, patchTypes } from '@frontage/http-server/input';
import type { Availability, AvailabilityPage, StockCount } from '@frontage/inventory-client';
import { revisionOfNone } from '@frontage/inventory-client/bounds';
import { permission, type Principal } from '@frontage/policy';
import { z } from 'zod';
import { defineEndpoint, type Deps } from '../../deps.ts';
import type { Query } from '../../representation/links.ts';
import { queryOf, refuseBeside } from '../../representation/product-filter.ts';
import { samples } from '../../samples.ts';
import type { Representation, Version } from '../../version.ts';
import { levelChange, params, query } from './inventory-levels.input.ts';

export interface LevelList {
  readonly levels: readonly Availability[];
  /** Query of the request for this page; `next` is the cursor of the next page. */
  readonly query: Query;
  readonly next: string | undefined;
}

/** Representations that a version gives of inventory levels. Their links depend on what the principal may do. */
export interface LevelViews {
  readonly level: Representation<[level: Availability, principal: Principal]>;
  readonly levelList: Representation<[list: LevelList, principal: Principal]>;
}

const read = permission('partner:catalog');

const listInventoryLevels = ({ views }: Version<LevelViews>) =>
  defineEndpoint({
    name: 'listInventoryLevels',
    summary: 'Stock by product and warehouse',
    description: 'In the order of product ids. Products that were never in stock are left out.',
    method: 'GET',
    path: '/inventory-levels',
    // Partners copy all levels in bulk; orders come before that.
    priority: 'low',
    access: read,
    budget: { ms: 2_000, calls: 1 },
    input: { query },
    etag: true,
    view: views.levelList.view,
    example: () => ({
      parameters: { status: 'IN_STOCK' },
      answer: views.levelList.of(
        { levels: [samples.level], query: { status: 'IN_STOCK' }, next: undefined },
        samples.partner,
      ),
    }),
    handle: async ({ input: { query }, principal, call }, { inventory }) => {
      const { product: ids, warehouse, status, cursor, limit } = query;
      const list = `inventory-levels ${ids ? 'of products' : `${warehouse ?? ''} ${status ?? ''}`}`;
      const after = decodeCursor(list, cursor);
      if (ids) {
        refuseBeside(query, 'warehouse', 'status', 'cursor');
        const levels = [...(await inventory.availability(ids, call)).values()];
        return views.levelList.of({ levels, query: queryOf(query), next: undefined }, principal);
      }
      const page = await inventory.list({ warehouse, status, after, limit }, call).catch(asInput);
      const next = page.next === undefined ? undefined : encodeCursor(list, page.next);
      return views.levelList.of({ levels: page.levels, query: queryOf(query), next }, principal);
    },
  });

const getInventoryLevel = ({ views }: Version<LevelViews>) =>
  defineEndpoint({
    name: 'getInventoryLevel',
    summary: 'The stock of a product, by warehouse',
    description: 'A product that was never in stock has no warehouses, and nothing on hand.',
    method: 'GET',
    path: '/inventory-levels/{productId}',
    access: read,
    budget: { ms: 2_000, calls: 2 },
    input: { params },
    etag: true,
    view: views.level.view,
    example: () => ({
      parameters: { productId: samples.product.id },
      answer: views.level.of(samples.level, samples.partner),
    }),
    handle: async ({ input, principal, call }, deps) => {
      const level = await levelOf(deps, input.params.productId, call);
      return new Reply(views.level.of(level, principal), { revision: level.revision });
    },
  });

const changeInventoryLevel = ({ views }: Version<LevelViews>) =>
  defineEndpoint({
    name: 'changeInventoryLevel',
    summary: 'Sets the pieces of a product that are on hand',
    description:
      'In the warehouses that the patch names, in all of them or in none. What is reserved stays reserved: fewer pieces than that are 409 with the reason `BELOW_RESERVED`. A sale makes an `ETag` old, and a reservation does not.',
    method: 'PATCH',
    path: '/inventory-levels/{productId}',
    access: permission('inventory:write'),
    budget: { ms: 5_000, calls: 2 },
    input: { params, headers: z.object({ 'if-match': ifMatch }), body: levelChange },
    bodyTypes: patchTypes,
    failures: ['CONFLICT', 'UNPROCESSABLE'],
    etag: true,
    view: views.level.view,
    example: () => ({
      parameters: { productId: samples.product.id, ...samples.tag },
      body: { warehouses: { ham: { onHand: 30 } } },
      answer: views.level.of(samples.level, samples.partner),
    }),
    handle: async ({ input: { params, headers, body }, principal, call }, deps) => {
      const level = await counted({ ...params, onHand: countsIn(body), expected: headers['if-match'] }, deps, call);
      return new Reply(views.level.of(level, principal), { revision: level.revision });
    },
  });

export const levelEndpoints = (version: Version<LevelViews>) => [
  listInventoryLevels(version),
  getInventoryLevel(version),
  changeInventoryLevel(version),
];

/** Level of a product: nothing, when it was never in stock. NOT_FOUND when there is no such product either. */
async function levelOf({ inventory, catalog }: Deps, productId: string, call: Call): Promise<Availability> {
  const level = (await inventory.availability([productId], call)).get(productId);
  if (level) return level;
  await catalog.product(productId, call);
  const nothing = { onHand: 0, reserved: 0, available: 0 };
  return { productId, ...nothing, status: 'OUT_OF_STOCK', warehouses: [], revision: revisionOfNone };
}

/** Level after a count. A count of nothing changes nothing. */
async function counted(count: StockCount, deps: Deps, call: Call): Promise<Availability> {
  const { productId, onHand } = count;
  if (Object.keys(onHand).length === 0) return levelOf(deps, productId, call);
  // Inventory keeps whatever is counted; whether there is such a product, only the catalogue knows.
  await deps.catalog.product(productId, call);
  return deps.inventory.setOnHand(count, call);
}

/** Pieces on hand that a patch names, by warehouse. */
const countsIn = ({ warehouses = {} }: z.output<typeof levelChange>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(warehouses).flatMap(([id, { onHand }]) => (onHand === undefined ? [] : [[id, onHand]])),
  );

/** Refusal of an unknown warehouse, as one of the query. */
function asInput(error: unknown): AvailabilityPage {
  if (!isFailure(error) || error.reason !== 'WAREHOUSE_UNKNOWN') throw error;
  throw new Failure('INVALID_INPUT', error.message, {
    reason: error.reason,
    errors: [{ pointer: '#/query/warehouse', detail: 'is not one of the warehouses' }],
    cause: error,
  });
}
