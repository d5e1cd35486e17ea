/** GraphiQL for development, self-hosted. */
export { graphiql } from './graphiql.stage.ts';
export type { GraphiqlOptions } from './graphiql.stage.ts';
