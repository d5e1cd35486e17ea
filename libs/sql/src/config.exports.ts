/** Address of a database, for configurations. It loads no driver. */
export { databaseConfig, developmentFolder, isServer, withDatabase } from './database-url.ts';
