/** For specs: execution by plan held to graphql-js, over any schema, and what a schema holds. */
export { haveSameAnswers } from './same-answers.ts';
export type { SameAnswersOptions, Tried } from './same-answers.ts';
export { fieldsOfType, undescribed } from './schema-elements.ts';
