/** Public surface of this BFF as a document, checked in as schema.graphql. */

import { schemaDocument } from '@frontage/graphql-server';
import { features } from './schema.ts';

export const surface = () => ({
  file: 'schema.graphql',
  content: schemaDocument(features.map(({ typeDefs }) => typeDefs)),
});
