/** Session: one connected process, its members and listeners. */

import type { WebSocket } from 'ws';
import { clientFrame, maxFrameBytes, type ClientFrame, type ServerFrame } from '../log/frames.ts';
import type { Membership } from './membership.ts';
import type { MessageLog } from './message-log.ts';

/** Bytes that may wait for a process that does not read. More of them end its connection: its listeners then know of a gap. */
const maxUnreadBytes = 64 * 1024 * 1024;

/** WebSocket close codes (RFC 6455, section 7.4.1). */
const codes = { malformed: 1008, slow: 1013 };

/** Serves a connection until it ends. Whatever comes over it, only it can suffer. */
export function serveSession(socket: WebSocket, log: MessageLog, onTrouble: (error: unknown) => void): void {
  const members = new Map<number, Membership>();
  const listeners = new Map<number, () => void>();

  const sendText = (text: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > maxUnreadBytes) socket.close(codes.slow, 'does not read');
    else socket.send(text);
  };
  const send = (frame: ServerFrame): void => sendText(JSON.stringify(frame));
  /** Sends a frame with a message, whose text is not parsed. */
  const sendMessage = (frame: object, message: string): void =>
    sendText(`${JSON.stringify(frame).slice(0, -1)},"message":${message}}`);

  const take = (frame: ClientFrame): unknown => {
    switch (frame.type) {
      case 'publish':
        return log.publish(frame.messages);
      case 'declare':
        return log.declare(frame);
      case 'join': {
        const { member } = frame;
        if (members.has(member)) throw new TypeError('the member exists');
        const onHanded: Parameters<MessageLog['join']>[2] = ({ message, ...handed }) =>
          sendMessage({ type: 'handed', member, ...handed }, message);
        members.set(member, log.join(frame, frame.credit, onHanded));
        return undefined;
      }
      case 'pause':
        return members.get(frame.member)?.pause();
      case 'leave':
        members.get(frame.member)?.leave('left');
        return void members.delete(frame.member);
      case 'done':
        return members.get(frame.member)?.done(frame.entry);
      case 'bury':
        return members.get(frame.member)?.bury(frame.entry, frame.reason, frame.attempts);
      case 'listen': {
        const { listener, topics } = frame;
        if (listeners.has(listener)) throw new TypeError('the listener exists');
        return void listeners.set(
          listener,
          log.listen(topics, (message) => sendMessage({ type: 'heard', listener }, message)),
        );
      }
      case 'unlisten':
        listeners.get(frame.listener)?.();
        return void listeners.delete(frame.listener);
      case 'groups':
        return log.groups();
      case 'letters':
        return lettersThatFit(log, frame);
      case 'replay':
        return log.replay(frame.group, frame.ids);
    }
  };
  const answer = async (call: number, work: Promise<unknown>): Promise<void> => {
    try {
      send({ type: 'answer', call, result: (await work) ?? null });
    } catch (error) {
      if (error instanceof TypeError) refuseFrame(error);
      else send({ type: 'refusal', call, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  const refuseFrame = (error: unknown): void => {
    onTrouble(new Error('a process sent a frame that is none', { cause: error }));
    socket.close(codes.malformed, 'malformed frame');
  };

  socket.on('message', (raw, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    try {
      if (isBinary) throw new TypeError('it is binary');
      const frame = clientFrame.parse(JSON.parse((raw as Buffer).toString()));
      const result = take(frame);
      if ('call' in frame) void answer(frame.call, Promise.resolve(result));
    } catch (error) {
      refuseFrame(error);
    }
  });
  socket.on('close', () => {
    for (const membership of members.values()) membership.leave('lost');
    for (const end of listeners.values()) end();
  });
  // A frame that is too long, a connection that breaks: `close` follows.
  socket.on('error', () => undefined);
}

/** Dead letters, as many as one frame holds. */
async function lettersThatFit(log: MessageLog, { group, limit }: { group: string; limit: number }): Promise<unknown> {
  const letters = await log.letters(group, limit);
  let bytes = 0;
  return letters?.filter((letter) => (bytes += Buffer.byteLength(JSON.stringify(letter))) < maxFrameBytes);
}
