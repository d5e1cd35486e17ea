/** Settling of this process: no work is left that does not wait for a timer. */

const real = { setTimeout, setImmediate };
/** Turns of the event loop. More than any exchange over loopback takes, from an expired timer to the last byte of the answer. */
const turns = 100;
const restMs = 2;
const outside = new Set(['GetAddrInfoReqWrap', 'TCPConnectWrap', 'FSReqPromise', 'FSReqCallback']);

/**
 * Resolves when nothing more can happen without time passing. Sockets within this process need turns of its loop; work outside of it
 * needs real time.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => real.setImmediate(resolve));
    if (!process.getActiveResourcesInfo().some((kind) => outside.has(kind))) continue;
    await new Promise((resolve) => real.setTimeout(resolve, restMs));
    turn = 0;
  }
}
