/** GraphiQL for development, self-hosted. */
export { graphiql } from './graphiql.stage.ts';
