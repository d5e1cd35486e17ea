/** Frames between the log's owner and its clients: one JSON text each, over a WebSocket. */

import { z } from 'zod';
import { messageSchema, type Message } from '../message.ts';
import type { DeadLetter, GroupState } from '../messaging.ts';

/** WebSocket subprotocol. Another version of the frames has another name, and neither side takes the other for its own. */
export const protocol = 'frontage-log.1';

/** Longest frame, in bytes. A publication is split below it. */
export const maxFrameBytes = 4 * 1024 * 1024;

/** Most messages of one frame. */
export const maxFrameMessages = 500;

/** Interval in which the owner says that it is there, in milliseconds. Whoever says nothing for three of them is gone. */
export const heartbeatMs = 10_000;

/** Number of a call, which its answer repeats. */
const call = z.int().min(0);
/** Number that the client gave a member or listener. */
const number = z.int().min(0);
/** Entry of a group, as it was handed out. */
const entry = z.int().min(1);
// Names and patterns are checked where they are used, as they are for every adapter.
const group = z.string();
const topics = z.array(z.string());

const frame = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });

/** Schema of what a client sends. */
export const clientFrame = z.discriminatedUnion('type', [
  frame('publish', { call, messages: z.array(messageSchema).max(maxFrameMessages) }),
  frame('declare', { call, group, topics }),
  // Declares the group as well. The owner hands out at most `credit` messages that are not yet done.
  frame('join', { member: number, group, topics, credit: z.int().min(1).max(100_000) }),
  frame('pause', { member: number }),
  frame('leave', { call, member: number }),
  frame('done', { member: number, entry }),
  frame('bury', { member: number, entry, reason: z.string().max(500), attempts: z.int().min(1) }),
  frame('listen', { call, listener: number, topics }),
  frame('unlisten', { listener: number }),
  frame('groups', { call }),
  frame('letters', { call, group, limit: z.int().min(0) }),
  frame('replay', { call, group, ids: z.array(z.string()).optional() }),
]);

export type ClientFrame = z.output<typeof clientFrame>;

/** Frames that are answered, without the number of the call. */
export type Question = DistributiveOmit<Extract<ClientFrame, { call: number }>, 'call'>;
type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** Results of answered calls, by the type of the frame. */
export interface Answers {
  readonly publish: null;
  readonly declare: null;
  readonly leave: null;
  readonly listen: null;
  readonly groups: readonly GroupState[];
  /** Null for a group that there is not. */
  readonly letters: readonly DeadLetter[] | null;
  readonly replay: number | null;
}

/** Frames that the owner sends. */
export type ServerFrame =
  | { readonly type: 'answer'; readonly call: number; readonly result: unknown }
  | { readonly type: 'refusal'; readonly call: number; readonly reason: string }
  | {
      readonly type: 'handed';
      readonly member: number;
      readonly entry: number;
      readonly redeliveries: number;
      readonly message: Message;
    }
  | { readonly type: 'heard'; readonly listener: number; readonly message: Message };
