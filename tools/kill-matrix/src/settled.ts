/** Quiet: nothing in this process has anything left to do but wait for a timer. */

const real = { setTimeout, setImmediate };
/** More than any exchange over loopback takes, from the timer that ends a call to the last byte of the answer. */
const turns = 100;
const restMs = 2;
const outside = new Set(['GetAddrInfoReqWrap', 'TCPConnectWrap', 'FSReqPromise', 'FSReqCallback']);

/**
 * Resolves when all has happened that can happen without time passing. Sockets of this process take turns of its loop; what others do
 * takes time.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => real.setImmediate(resolve));
    if (!process.getActiveResourcesInfo().some((kind) => outside.has(kind))) continue;
    await new Promise((resolve) => real.setTimeout(resolve, restMs));
    turn = 0;
  }
}
