/** Error answers of services, kept as the cause of our failure. */

/** Error answer of a service: the cause of the failure that stands for it. */
export class Answered extends Error {
  override readonly name = 'Answered';
  readonly status: number;

  constructor(status: number, told: string) {
    super(`answered ${status}${told}`);
    this.status = status;
  }
}
