/** The failure table, `Failure`, and its rendering as a problem document. */
export { failureTable, isFailureCode } from './failure-table.ts';
export type { FailureCode, FailureKind } from './failure-table.ts';
export { Failure, isFailure, toFailure } from './failure.ts';
export type { FailureOptions, InputError, RegisteredProblem } from './failure.ts';
export { failureHeaders, problemCode, problemMediaType, problemType, readProblem, toProblem } from './problem.ts';
export type { Problem, ProblemContext } from './problem.ts';
