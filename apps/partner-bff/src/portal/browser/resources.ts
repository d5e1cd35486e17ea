/** Answers of `/v2` that the portal reads, by their OpenAPI document. Types alone: no module of the page imports this file. */

export interface Link {
  readonly href: string;
  /** True for a template (RFC 6570). */
  readonly templated?: boolean;
}

export interface Resource {
  readonly _links?: Readonly<Record<string, Link>>;
  readonly _embedded?: Readonly<Record<string, readonly unknown[]>>;
  /** Parts that are missing from the answer for now. */
  readonly degraded?: readonly string[];
}

export type Mode = 'live' | 'test';

export interface Entry extends Resource {
  readonly partner: string;
  readonly tier: string;
  readonly mode: Mode;
}

export interface Key extends Resource {
  readonly id: string;
  readonly hint: string;
  readonly mode: Mode;
  readonly scopes: readonly string[];
  readonly addresses: readonly string[];
  readonly state: 'live' | 'rolled' | 'revoked' | 'expired';
  readonly current: boolean;
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly revokedAt?: string;
  readonly lastUsedAt?: string;
  readonly exposedAt?: string;
}

export interface KeyWithSecret extends Key {
  readonly key: string;
}

export interface Limit {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  readonly moreInSeconds?: number;
}

export interface Use {
  readonly key: string;
  readonly version: string;
  readonly operation: string;
  readonly requests: number;
  readonly lastDay: string;
}

export interface Usage extends Resource {
  readonly from: string;
  readonly until: string;
  readonly requests: number;
  readonly limits: readonly Limit[];
}

export interface Webhook extends Resource {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string;
  readonly status: 'enabled' | 'disabled';
  readonly disabled?: { readonly reason: string; readonly at: string };
  readonly failingSince?: string;
  readonly createdAt: string;
}

export interface WebhookWithSecret extends Webhook {
  readonly secret: string;
}

export interface Attempt {
  readonly at: string;
  readonly durationMs: number;
  readonly outcome: string;
  readonly status?: number;
  readonly answer: string;
}

export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly createdAt: string;
  readonly nextAt?: string;
  readonly attempts: readonly Attempt[];
}

export interface Sending extends Resource {
  readonly count: number;
}

/** Answer to a request that succeeded. */
export interface Answer<T> {
  readonly body: T;
  /** Tag with which what was read can be written. */
  readonly etag: string | undefined;
}

/** Member of a problem document that says what is wrong with one part of the input. */
export interface InputError {
  /** JSON Pointer into the request, as a fragment: `#/body/url`. */
  readonly pointer: string;
  readonly detail: string;
}

/** Content of a write. */
export interface Content {
  readonly body?: object;
  readonly ifMatch?: string | undefined;
}

/** Requests with the key of the session. Failures are thrown as a Problem. */
export interface Api {
  get<T extends Resource>(href: string): Promise<Answer<T>>;
  send<T extends Resource>(method: 'POST' | 'PATCH' | 'DELETE', href: string, content?: Content): Promise<Answer<T>>;
}

/** Surroundings of a view. */
export interface Portal {
  readonly api: Api;
  readonly entry: Entry;
  /** Event filters of webhooks that can be chosen. */
  readonly eventFilters: readonly string[];
  /** Signal that the view is no longer shown. */
  readonly signal: AbortSignal;
  /** Tells of something, by eye and by ear. */
  say(text: string): void;
  /** Reads and draws the view anew, with the focus where it was. */
  show(): void;
  /** Goes on with another key. */
  switchKey(key: string): Promise<void>;
  /** Forgets the key, and asks for another. */
  leave(reason: string): void;
}

/** View as it is drawn. */
export interface View {
  readonly title: string;
  readonly content: readonly Node[];
}
