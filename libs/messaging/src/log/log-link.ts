/** Link to the log's owner: one connection, made again whenever it is lost, and calls that are answered over it. */

import { Failure } from '@frontage/errors';
import { backoffMs } from '@frontage/resilience/backoff';
import { WebSocket } from 'ws';
import { goodbyeMs } from '../at-most.ts';
import { heartbeatMs, maxFrameBytes, protocol } from './frames.ts';
import type { Answers, ClientFrame, Question, ServerFrame } from './frames.ts';
import { toEndpoint } from './log-url.ts';

/** Failure of a log that cannot be reached, is full, or does not answer. */
export const unavailable = (cause: unknown): Failure =>
  new Failure('UNAVAILABLE', 'The message log that this needs cannot be used.', { service: 'message-log', cause });

/** Part of the adapter that lives on each connection anew: a member, a listener. */
export interface Resident {
  /** The connection is there. */
  readonly onOpen: () => void;
  readonly onLost: () => void;
  readonly onFrame: (frame: Extract<ServerFrame, { type: 'handed' | 'heard' }>) => void;
}

export interface LogLink {
  readonly state: () => 'connecting' | 'up' | 'down';
  /** Sends a frame; without a connection, it is dropped. */
  send(frame: ClientFrame): void;
  /** Sends a frame and waits for its answer. Failure UNAVAILABLE when there is none in time. While `connecting`, it waits for the connection. */
  call<Asked extends Question>(question: Asked, timeoutMs: number): Promise<Answers[Asked['type']]>;
  /** Adds a part under a number of its own. Returns the number. */
  add(make: (number: number) => Resident): number;
  remove(number: number): void;
  close(): Promise<void>;
}

export interface LinkOptions {
  readonly url: string;
  readonly name: string;
  readonly maxReconnectDelayMs: number;
  readonly onTrouble: (error: unknown) => void;
}

interface Call {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

export function createLogLink({ url, name, maxReconnectDelayMs, onTrouble }: LinkOptions): LogLink {
  const { address, headers } = toEndpoint(url);
  const residents = new Map<number, Resident>();
  const calls = new Map<number, Call>();
  let state: 'connecting' | 'up' | 'down' = 'connecting';
  const connecting = Promise.withResolvers<void>();
  let attempt = 0;
  let lastNumber = 0;
  let lastTrouble = '';
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;

  const open = (): WebSocket => {
    const made = new WebSocket(address, protocol, {
      headers: { ...headers, 'User-Agent': name },
      handshakeTimeout: heartbeatMs,
      perMessageDeflate: false,
      // Frames of the owner are trusted; dead letters and messages with much punctuation may be longer than what it takes.
      maxPayload: 4 * maxFrameBytes,
    });
    let cause: unknown;
    made.on('open', () => {
      attempt = 0;
      lastTrouble = '';
      state = 'up';
      listenForSilence(made);
      for (const resident of [...residents.values()]) resident.onOpen();
      connecting.resolve();
    });
    made.on('ping', () => listenForSilence(made));
    made.on('message', (raw) => {
      const frame = parse((raw as Buffer).toString());
      if (frame) take(frame);
      else made.close(1002, 'malformed frame');
    });
    made.on('error', (error) => (cause = error));
    made.on('close', (code, reason) => {
      clearTimeout(silence);
      lost(cause ?? new Error(`the log ended the connection (${code}${reason.length > 0 ? `, ${reason}` : ''})`));
    });
    return made;
  };
  const parse = (text: string): ServerFrame | undefined => {
    try {
      return JSON.parse(text) as ServerFrame;
    } catch {
      return undefined;
    }
  };
  /** Ends a connection over which nothing comes any more: the machine slept, or the owner hangs. */
  const listenForSilence = (made: WebSocket): void => {
    clearTimeout(silence);
    silence = setTimeout(() => made.terminate(), 3 * heartbeatMs);
  };
  const lost = (error: unknown): void => {
    const wasUp = state === 'up';
    state = 'down';
    const failure = unavailable(error);
    for (const { reject } of calls.values()) reject(failure);
    calls.clear();
    connecting.resolve();
    if (wasUp) for (const resident of residents.values()) resident.onLost();
    if (closed) return;
    attempt += 1;
    timer = setTimeout(() => (socket = open()), backoffMs(attempt, { minMs: 100, maxMs: maxReconnectDelayMs }));
    tell(error);
  };
  /** Tells each kind of trouble of an outage once, however many attempts meet it. */
  const tell = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    if (message === lastTrouble) return;
    lastTrouble = message;
    onTrouble(new Error(`the message log at ${address}: ${message}`, { cause: error }));
  };
  const take = (frame: ServerFrame): void => {
    switch (frame.type) {
      case 'answer':
        return void settle(frame.call)?.resolve(frame.result as never);
      case 'refusal':
        return void settle(frame.call)?.reject(unavailable(new Error(frame.reason)));
      case 'handed':
        return residents.get(frame.member)?.onFrame(frame);
      case 'heard':
        return residents.get(frame.listener)?.onFrame(frame);
    }
  };
  const settle = (number: number): Call | undefined => {
    const call = calls.get(number);
    calls.delete(number);
    return call;
  };
  const send = (frame: ClientFrame): void => {
    if (state === 'up') socket.send(JSON.stringify(frame));
  };
  let socket = open();

  return {
    state: () => state,
    send,
    call: async <Asked extends Question>(question: Asked, timeoutMs: number) => {
      let limit: NodeJS.Timeout | undefined;
      const number = (lastNumber += 1);
      const late = new Promise<never>((_resolve, reject) => {
        limit = setTimeout(() => reject(unavailable(new Error('the log did not answer in time'))), timeoutMs);
      });
      const ask = async (): Promise<Answers[Asked['type']]> => {
        if (state === 'connecting') await connecting.promise;
        if (state !== 'up') throw unavailable(new Error('the log cannot be reached'));
        return new Promise((resolve, reject) => {
          calls.set(number, { resolve, reject });
          send({ ...question, call: number } as ClientFrame);
        });
      };
      try {
        return await Promise.race([ask(), late]);
      } finally {
        clearTimeout(limit);
        calls.delete(number);
      }
    },
    add: (make) => {
      const number = (lastNumber += 1);
      const resident = make(number);
      residents.set(number, resident);
      if (state === 'up') resident.onOpen();
      return number;
    },
    remove: (number) => void residents.delete(number),
    close: async () => {
      closed = true;
      clearTimeout(timer);
      if (socket.readyState === WebSocket.CLOSED) return lost(new Error('the connection is closed'));
      const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      const limit = setTimeout(() => socket.terminate(), goodbyeMs);
      if (state === 'up') socket.close(1000);
      else socket.terminate();
      await ended;
      clearTimeout(limit);
    },
  };
}
