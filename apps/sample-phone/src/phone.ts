/** Phone: the app without its screens' looks. The only file that builds anything. */

import { setTimeout as wait } from 'node:timers/promises';
import { createApi, type Answers } from './api.ts';
import { createSession, type SessionOptions } from './auth/session.ts';
import { LoginNeeded } from './failures.ts';
import { createOutbox, type Flushed, type OutboxOptions } from './outbox/outbox.ts';
import { createScreens, type Screens } from './screens.ts';
import { emptyState, openStateFile, type Notice, type State } from './state.ts';
import { syncNow } from './sync/sync.ts';
import { createWire, type WireOptions } from './wire/wire.ts';

export interface PhoneOptions extends SessionOptions, Pick<WireOptions, 'traits' | 'onExchange' | 'timeoutMs'> {
  /** Address of mobile-bff. */
  readonly mobileBffUrl: string;
  /** File of what must survive the end of the app. */
  readonly stateFile: string;
  /** Waits between tries. Default: a timer. */
  readonly wait?: OutboxOptions['wait'];
  readonly random?: OutboxOptions['random'];
}

export interface Phone extends Screens {
  /** State as it is kept: the queue, notices, and what sync has brought. */
  readonly state: State;
  /** Logs a person in. What is kept of another is forgotten; resolves with the number of unsent writes that were. */
  logIn(): Promise<{ readonly person: string; readonly forgotten: number }>;
  logOut(): Promise<void>;
  /** Sets how many of a product are in the cart; 0 takes it out. As all writes: resolves when it is kept, with its key. */
  setQuantity(product: string, quantity: number): Promise<string>;
  checkout(): Promise<string>;
  /** Pays an order, or what a queued checkout will have placed. */
  pay(what: { readonly order: string } | { readonly checkout: string }): Promise<string>;
  /** Sends the queue. A checkout that demands another login gets one, and is repeated under its key. */
  flush(): Promise<Flushed>;
  /** Takes the notices: they have been shown. */
  takeNotices(): Promise<readonly Notice[]>;
  sync(): Promise<Answers['Sync']>;
}

/** Opens the app, as it was left. */
export async function openPhone(options: PhoneOptions): Promise<Phone> {
  const file = await openStateFile(options.stateFile);
  const session = createSession(options);
  const wire = createWire({ ...options, session });
  const api = createApi(options.mobileBffUrl, wire);
  const outbox = createOutbox({
    ...{ api, file, wait: options.wait ?? ((ms) => wait(ms)) },
    ...(options.random && { random: options.random }),
  });

  /** Makes what is kept that of a person, and resolves with the number of writes that were another's. */
  const belongTo = async (person: string): Promise<number> => {
    let forgotten = 0;
    await file.update((state) => {
      if (state.person === person) return state;
      if (state.person === undefined) return { ...state, person };
      forgotten = state.entries.length;
      return emptyState(person);
    });
    return forgotten;
  };

  const flush = async (): Promise<Flushed> => {
    let steppedUpFor: string | undefined;
    for (;;) {
      const flushed = await outbox.flush();
      // A login that did not help is not asked for twice.
      if (flushed.state !== 'step-up' || steppedUpFor === flushed.entry.key) return flushed;
      steppedUpFor = flushed.entry.key;
      try {
        await session.logIn(flushed.cause.demand);
      } catch (error) {
        if (error instanceof LoginNeeded) return flushed;
        throw error;
      }
    }
  };

  return {
    ...createScreens(api),
    get state() {
      return file.current;
    },
    logIn: async () => {
      const person = await session.logIn();
      const forgotten = await belongTo(person);
      return { person, forgotten };
    },
    logOut: async () => {
      await session.logOut();
      wire.forget();
      await file.update(() => emptyState());
    },
    setQuantity: (product, quantity) =>
      outbox.add(quantity > 0 ? { kind: 'set', product, quantity } : { kind: 'remove', product }),
    checkout: () => outbox.add({ kind: 'checkout' }),
    pay: (what) => outbox.add({ kind: 'pay', ...what }),
    flush,
    takeNotices: async () => {
      const { notices } = file.current;
      await file.update((state) => ({ ...state, notices: state.notices.slice(notices.length) }));
      return notices;
    },
    sync: () => syncNow(api, file),
  };
}
