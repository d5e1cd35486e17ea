/** Receiver of webhooks, in a thread of its own: it must not take the time of the sender. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Receiver {
  readonly url: string;
  /** Address that answers at once, and counts nothing. */
  readonly othersUrl: string;
  /** Address that answers nothing until `endHanging`. */
  readonly hangingUrl: string;
  /** Number of different events that have arrived at `url`. */
  count(): Promise<number>;
  /** Times from `data.sentAt` to the arrival at `url`, in milliseconds, since this was last asked. */
  takeLatencies(): Promise<number[]>;
  /** Answers what hangs. */
  endHanging(): void;
  close(): Promise<void>;
}

export type Question = 'count' | 'latencies' | 'end-hanging';

export async function startReceiver(): Promise<Receiver> {
  const worker = new Worker(new URL('./webhook-receiver.worker.ts', import.meta.url));
  const [port] = (await once(worker, 'message')) as [number];
  const ask = async <T>(question: Question): Promise<T> => {
    worker.postMessage(question);
    const [answer] = (await once(worker, 'message')) as [T];
    return answer;
  };
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    othersUrl: `http://127.0.0.1:${port}/others`,
    hangingUrl: `http://127.0.0.1:${port}/hanging`,
    count: () => ask('count'),
    takeLatencies: () => ask('latencies'),
    endHanging: () => worker.postMessage('end-hanging' satisfies Question),
    close: async () => void (await worker.terminate()),
  };
}
