/** Failures that an app shows differently. What else is thrown is a mistake of the program. */

/** Demand on a login (RFC 9470): parameters of an authorization request. */
export interface LoginDemand {
  /** Accepted authentication contexts, best first, separated by spaces. */
  readonly acrValues?: string;
  /** Longest time since the login, in seconds. */
  readonly maxAgeS?: number;
}

/** Problem document (RFC 9457), as much of it as an app uses. */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly reason?: string | undefined;
  readonly requestId?: string | undefined;
}

/** No answer, or one that is no answer to the request: the network is gone, or a server is. Another try may succeed. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('There was no answer.', { cause });
    this.name = 'NoAnswer';
  }
}

/** Login that is missing, was revoked, or was refused. The person logs in again. */
export class LoginNeeded extends Error {
  constructor(message = 'Log in to go on.', cause?: unknown) {
    super(message, { cause });
    this.name = 'LoginNeeded';
  }
}

/** Login that does not suffice for this operation. */
export class StepUpNeeded extends Error {
  readonly demand: LoginDemand;

  constructor(demand: LoginDemand) {
    super('Log in again to do this.');
    this.name = 'StepUpNeeded';
    this.demand = demand;
  }
}

/** Version of the app that is no longer served. */
export class AppTooOld extends Error {
  /** Address of the app in the store. */
  readonly store: string | undefined;

  constructor(store: string | undefined) {
    super('This version of the app is too old.');
    this.name = 'AppTooOld';
    this.store = store;
  }
}

/** Any other refusal, or failure, of the server. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** Time to wait before another try, as the server says it, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, problem: Problem, retryAfterMs: number | undefined) {
    super(problem.detail);
    this.name = 'Refused';
    this.status = status;
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}
