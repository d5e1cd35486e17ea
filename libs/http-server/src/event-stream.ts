/** Server-Sent Events (HTML Living Standard §9.2): the sending side of one stream. */

import type { Response } from 'express';

export interface StreamEvent {
  /** Name of the event, without a line break. */
  readonly event: string;
  /** One line of text. */
  readonly data: string;
  /** Id, which a client that comes back sends as `Last-Event-ID`. Default none: the one before stays. */
  readonly id?: string | undefined;
}

export interface EventStream {
  /** False while the client has not taken what was sent before: nothing more should be sent then. */
  readonly isClear: boolean;
  /** Waits until the client has taken what was sent, or the connection is closed. */
  cleared(): Promise<void>;
  send(event: StreamEvent): void;
  /** Sends a comment, which clients ignore: proxies close connections that say nothing. */
  comment(): void;
  /** Tells the client how long to wait before it connects again, in milliseconds. */
  retry(ms: number): void;
  /** Ends the answer. */
  end(): void;
}

/** Begins the answer. Proxies are told to pass it on as it comes; a stage that compresses whole bodies leaves it alone. */
export function openEventStream(res: Response): EventStream {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // The buffer of nginx (ngx_http_proxy_module, proxy_buffering).
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
  const write = (text: string): void => {
    if (!res.writableEnded && !res.destroyed) res.write(text);
  };
  return {
    get isClear() {
      return !res.writableNeedDrain;
    },
    cleared: () =>
      new Promise((resolve) => {
        if (!res.writableNeedDrain || res.closed) return resolve();
        const done = (): void => {
          res.off('drain', done).off('close', done);
          resolve();
        };
        res.on('drain', done).on('close', done);
      }),
    send: ({ event, data, id }) => write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`),
    comment: () => write(':\n\n'),
    retry: (ms) => write(`retry: ${Math.round(ms)}\n\n`),
    end: () => void res.end(),
  };
}
