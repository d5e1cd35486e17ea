/**
 * Dialect that sees only the schema the connection works in.
 *
 * Kysely's own introspector goes through every schema, so that another's tables pass for ours, and it fails when one of them is dropped
 * meanwhile.
 */

import { PostgresDialect, sql, type DatabaseIntrospector, type Kysely, type TableMetadata } from 'kysely';

export class OwnSchemaDialect extends PostgresDialect {
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return { getSchemas: () => schemasOf(db), getTables: () => tablesOf(db) };
  }
}

async function schemasOf(db: Kysely<unknown>): Promise<{ name: string }[]> {
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows;
}

interface ColumnRow {
  readonly schema: string;
  readonly table: string;
  readonly kind: string;
  readonly name: string;
  readonly dataType: string;
  readonly isNullable: boolean;
  readonly hasDefaultValue: boolean;
  readonly isAutoIncrementing: boolean;
}

/** Tables of the schema, from the catalog alone: its rows are one snapshot, while its functions see later changes. */
async function tablesOf(db: Kysely<unknown>): Promise<TableMetadata[]> {
  const { rows } = await sql<ColumnRow>`
    select ns.nspname as schema, c.relname as table, c.relkind as kind, a.attname as name, t.typname as "dataType",
      not a.attnotnull as "isNullable", a.atthasdef as "hasDefaultValue", a.attidentity <> '' as "isAutoIncrementing"
    from pg_catalog.pg_namespace ns
    join pg_catalog.pg_class c on c.relnamespace = ns.oid
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_type t on t.oid = a.atttypid
    where ns.nspname = current_schema() and c.relkind in ('r', 'v', 'p', 'f')
    order by c.relname, a.attnum`.execute(db);
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => {
    const { schema, kind } = columns[0]!;
    return { schema, name, isView: kind === 'v', isForeign: kind === 'f', columns: columns.map(toColumn) };
  });
}

const toColumn = ({ name, dataType, isNullable, hasDefaultValue, isAutoIncrementing }: ColumnRow) => ({
  name,
  dataType,
  isNullable,
  hasDefaultValue,
  isAutoIncrementing,
});
