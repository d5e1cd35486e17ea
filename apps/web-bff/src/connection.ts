/** Connections (Relay Cursor Connections): pages of a service's list, with a cursor for each item. */

import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { Failure, isFailure } from '@frontage/errors';
import { z } from 'zod';
import { requireRange } from './input.ts';

/** Arguments of a connection field. */
export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** Page of a service. `Total` is undefined for services that do not count. */
export interface Page<T, Total extends number | undefined> {
  readonly items: readonly T[];
  /** Position after this page; undefined on the last one. */
  readonly next: string | undefined;
  /** Number of items in the whole list. */
  readonly total: Total;
}

export interface Connection<T, Total extends number | undefined> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: Total;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | undefined;
  readonly endCursor: string | undefined;
}

/** Reads one page of a service's list. */
export type ReadPage<T, Total extends number | undefined> = (
  limit: number,
  after: string | undefined,
) => Promise<Page<T, Total>>;

/**
 * Start of a page: `skip` items after a position of the service. Services give one position per page, clients get one cursor per
 * item. The cursor of a page's last item is the service's next position, so that paging skips no item.
 */
interface Start {
  readonly list: string;
  readonly first: number;
  readonly skip: number;
  readonly position: string | undefined;
  readonly hasPreviousPage: boolean;
}

/** Largest page. Descriptions in the SDL say the same number, and a spec compares them. */
export const maxFirst = 50;

/**
 * Checks the arguments. `list` names the list and all that shapes it, so that a cursor is good for that list alone. Throws
 * INVALID_INPUT before any optional part is tried: a bad cursor is the client's mistake, and must not degrade.
 */
export function readStart(list: string, { first, after }: PageArguments): Start {
  requireRange('first', first, 1, maxFirst);
  const [skip, position] = decodePosition(list, after ?? undefined);
  return { list, first, skip, position: position ?? undefined, hasPreviousPage: after != null };
}

/** Reads the page from that start. */
export async function readConnection<T, Total extends number | undefined>(
  start: Start,
  read: ReadPage<T, Total>,
): Promise<Connection<T, Total>> {
  const { list, first, skip } = start;
  let { position } = start;
  if (skip > 0) {
    // A cursor from within a page. The items before it are read again to learn the position after them.
    const before = await read(skip, position);
    if (before.next === undefined) return toConnection(start, { ...before, items: [] }, () => '');
    position = before.next;
  }
  const page = await read(first, position);
  return toConnection(start, page, (index) =>
    index === page.items.length && page.next !== undefined
      ? encodePosition(list, 0, page.next)
      : encodePosition(list, index, position),
  );
}

/** Builds the connection; `cursorAfter` gives the cursor after a number of the page's items. */
function toConnection<T, Total extends number | undefined>(
  start: Start,
  page: Page<T, Total>,
  cursorAfter: CursorAfter,
): Connection<T, Total> {
  const count = page.items.length;
  return {
    edges: page.items.map((node, index) => new LazyEdge(node, index + 1, cursorAfter)),
    pageInfo: new LazyPageInfo(page.next !== undefined, start.hasPreviousPage, count, cursorAfter),
    totalCount: page.total,
  };
}

type CursorAfter = (count: number) => string;

// Cursors are made on access: each takes a hash, and few are read. Classes instead of closures: ADR 0019.

class LazyEdge<T> implements Edge<T> {
  readonly node: T;
  readonly #count: number;
  readonly #cursorAfter: CursorAfter;

  constructor(node: T, count: number, cursorAfter: CursorAfter) {
    this.node = node;
    this.#count = count;
    this.#cursorAfter = cursorAfter;
  }

  get cursor() {
    return this.#cursorAfter(this.#count);
  }
}

class LazyPageInfo implements PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #count: number;
  readonly #cursorAfter: CursorAfter;

  constructor(hasNextPage: boolean, hasPreviousPage: boolean, count: number, cursorAfter: CursorAfter) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#count = count;
    this.#cursorAfter = cursorAfter;
  }

  get startCursor() {
    return this.#count > 0 ? this.#cursorAfter(1) : undefined;
  }

  get endCursor() {
    return this.#count > 0 ? this.#cursorAfter(this.#count) : undefined;
  }
}

const encodePosition = (list: string, skip: number, position: string | undefined): string =>
  encodeCursor(list, JSON.stringify([skip, position ?? null]));

const positionSchema = z.tuple([z.int().min(0).max(maxFirst), z.string().nullable()]);

/** Position in a cursor of ours. A cursor is not signed: a client can forge one, so its content is validated. */
function readPosition(text: string): z.output<typeof positionSchema> {
  try {
    return positionSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Failure('INVALID_INPUT', 'The cursor is not one of this list.', { cause });
  }
}

function decodePosition(list: string, cursor: string | undefined): readonly [skip: number, position: string | null] {
  try {
    const text = decodeCursor(list, cursor);
    return text === undefined ? [0, null] : readPosition(text);
  } catch (error) {
    if (!isFailure(error)) throw error;
    // The same failure, pointing to the `after` argument.
    throw new Failure(error.code, error.message, {
      reason: error.reason ?? 'BAD_CURSOR',
      errors: [{ pointer: '#/after', detail: 'is not a cursor that this list gave out' }],
    });
  }
}
