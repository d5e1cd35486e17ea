/** For specs: execution by plan compared with graphql-js, over any schema; contents of schemas; places for text; event streams. */
export { haveSameAnswers } from './same-answers.ts';
export { fieldsOfType, undescribed } from './schema-elements.ts';
export { textArguments } from './text-arguments.ts';
export { costlyOperations } from './costly-operations.ts';
export { readEvents } from './event-reader.ts';
export type { EventReader } from './event-reader.ts';
