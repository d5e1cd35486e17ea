/** For specs: execution by plan held to graphql-js, over any schema. */
export { haveSameAnswers } from './same-answers.ts';
export type { SameAnswersOptions, Tried } from './same-answers.ts';
