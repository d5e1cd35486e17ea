/** Address of a database, for configurations. It loads no driver. */
export { databaseUrl, isServer } from './database-url.ts';
