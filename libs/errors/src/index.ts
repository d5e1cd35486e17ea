/** The failure table, `Failure`, and its rendering as a problem document. */
export { failureTable, isFailureCode } from './failure-table.ts';
export type { FailureCode } from './failure-table.ts';
export { Failure, isFailure, toFailure } from './failure.ts';
export type { InputError } from './failure.ts';
export { failureHeaders, problemCode, problemMediaType, readProblem, toProblem } from './problem.ts';
export type { ProblemContext } from './problem.ts';
