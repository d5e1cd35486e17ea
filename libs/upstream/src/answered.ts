/** Answers that were no success: what was said, for those who look behind a failure. */

/** What a service answered that failed: the cause of the failure which that is to us. */
export class Answered extends Error {
  override readonly name = 'Answered';
  readonly status: number;

  constructor(status: number, told: string) {
    super(`answered ${status}${told}`);
    this.status = status;
  }
}
