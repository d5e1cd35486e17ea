/** Migrations for specs: a library. */

import type { NamedMigration } from '../src/index.ts';

export interface Library {
  readonly shelf: { readonly id: string; readonly label: string };
  readonly book: { readonly id: string; readonly shelf_id: string };
}

export const shelves: NamedMigration = {
  name: '0001-shelves',
  up: (db) =>
    db.schema
      .createTable('shelf')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('label', 'text', (column) => column.notNull())
      .execute(),
};

export const books: NamedMigration = {
  name: '0002-books',
  up: (db) =>
    db.schema
      .createTable('book')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('shelf_id', 'text', (column) => column.notNull().references('shelf.id'))
      .execute(),
};
