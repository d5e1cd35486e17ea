/** Settling of this process: no work is left that does not wait for a timer. */

const real = { setTimeout, setImmediate };
/** Turns of the event loop. More than any exchange over loopback takes, from an expired timer to the last byte of the answer. */
const turns = 100;
const restMs = 2;
const outside = new Set(['GetAddrInfoReqWrap', 'ConnectWrap', 'FSReqPromise', 'FSReqCallback']);

/**
 * Requests to the system that are under way: those of `outside`, and writes. There is seldom one, and asking for the resources by their names
 * lists thousands of sockets and timers with them: a third of what the kill matrix took.
 */
const requests = (process as unknown as { readonly _getActiveRequests: () => readonly unknown[] })._getActiveRequests;

const isBusyOutside = (): boolean =>
  requests().length > 0 && process.getActiveResourcesInfo().some((kind) => outside.has(kind));

/**
 * Resolves when nothing more can happen without time passing. Sockets within this process need turns of its loop; work outside of it
 * needs real time.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => real.setImmediate(resolve));
    if (!isBusyOutside()) continue;
    await new Promise((resolve) => real.setTimeout(resolve, restMs));
    turn = 0;
  }
}
