/** Bound of what waits in a process to be published. */

/** Most messages whose publishers wait. Further ones are refused at once, so that a broker that is blocked does not fill this process. */
export const maxPending = 10_000;

/** Tells whether so many more may wait. A call that is alone may have any length. */
export const mayWait = (pending: number, more: number): boolean => pending === 0 || pending + more <= maxPending;
