/** Messaging: the port. Its adapters are RabbitMQ, and the embedded log of one machine. */

import type { Message } from './message.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** Consumer group: all its members together handle each message of its topics once, but for repetitions after a fault. */
export interface Group {
  /** Name: dotted or hyphenated lower-case words. Where one group handles a command, it has the name of the command's topic. */
  readonly group: string;
  /** Topic patterns, of `topicMatcher`. */
  readonly topics: readonly string[];
}

export interface SubscribeOptions extends Group {
  /** Most messages that this member handles at once; of one key always one. Default 16. */
  readonly concurrency?: number;
  readonly retry?: RetryPolicy;
}

/** Circumstances of one delivery. */
export interface DeliveryContext {
  /** Number of this attempt, from 1. Attempts of members that died count where they are known. */
  readonly attempt: number;
  /** Aborted when the connection is lost: another member will be handed the message. */
  readonly signal: AbortSignal;
}

/**
 * Handler of messages. Its promise resolves when the message is handled; a rejection is retried, in order of the key.
 *
 * Delivery is at least once: a handler recognises repetitions by the id.
 */
export type Handler = (message: Message, context: DeliveryContext) => Promise<void>;

/** Message that was given up: its attempts failed, or it was unprocessable. */
export interface DeadLetter {
  readonly message: Message;
  /** Name and message of the last error, at most 500 characters. */
  readonly reason: string;
  readonly attempts: number;
  readonly deadAt: string;
}

/** State of a group, for metrics and operators. */
export interface GroupState {
  readonly group: string;
  /** Messages that are not yet handled, those under way included. */
  readonly depth: number;
  /** Time of publication of the oldest of them, an ISO 8601 instant, where the adapter knows it. */
  readonly oldestAt?: string | undefined;
  /** Dead letters. */
  readonly dead: number;
}

/** Ends a subscription: takes no more messages, finishes those under way, acknowledges them. */
export interface Subscription {
  close(): Promise<void>;
}

export interface Listener {
  /** Receives each message from now on. Must not throw. */
  readonly onMessage: (message: Message) => void;
  /** Messages may have been missed: called after each connection that was lost, once listening again. */
  readonly onGap: () => void;
}

/** Connection of one process to the log or broker. It connects by itself, and again whenever the connection is lost. */
export interface Messaging {
  /** State of the connection. */
  readonly state: () => 'up' | 'unreachable';
  /**
   * Creates a durable group before its first member: from then on its messages wait for one. Existing groups gain topics, and lose none.
   *
   * Failure UNAVAILABLE when log or broker cannot be reached.
   */
  declare(group: Group): Promise<void>;
  /**
   * Publishes messages, in this order. Resolves when all are durable; messages without a group are dropped.
   *
   * Failure UNAVAILABLE when that is not known: the caller repeats, with the same ids. TypeError for a malformed message, before any is sent.
   */
  publish(messages: readonly Message[]): Promise<void>;
  /** Joins a group, now or as soon as log or broker can be reached. Throws a TypeError for a malformed group. */
  subscribe(options: SubscribeOptions, handler: Handler): Subscription;
  /** Listens to every message of some topics, in every process that does. Nothing is kept for a listener that is away. */
  listen(topics: readonly string[], listener: Listener): Subscription;
  /** Lists groups. Where the adapter cannot list what others made, only those that this process declared or joined. */
  groups(): Promise<readonly GroupState[]>;
  /** Reads dead letters of a group, oldest first. Failure NOT_FOUND for a group that nobody declared. */
  deadLetters(group: string, limit: number): Promise<readonly DeadLetter[]>;
  /** Hands dead letters to their group once more, all of them or those with these ids. Returns how many. Failure NOT_FOUND as above. */
  replay(group: string, ids?: readonly string[]): Promise<number>;
  /** Closes every subscription as `Subscription.close` does, then the connection. */
  close(): Promise<void>;
}

/** Outcome of one delivery, for metrics and logs. */
export interface DeliveryOutcome {
  readonly group: string;
  readonly message: Message;
  readonly attempt: number;
  readonly outcome: 'done' | 'retried' | 'dead';
  readonly error?: unknown;
}

/** Options that every adapter takes. */
export interface MessagingOptions {
  /** Receives the outcome of each delivery. */
  readonly onDelivered?: (outcome: DeliveryOutcome) => void;
  /** Receives a lost connection, and failures to connect again. */
  readonly onTrouble?: (error: unknown) => void;
}
