/** The reason why the house does not stand, in words for a user. */

/** Exit code of a bad configuration, as sysexits.h has it (EX_CONFIG). */
export const configExitCode = 78;

export class StartFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'StartFailure';
    this.exitCode = exitCode;
  }
}
