/** Sender of webhooks: the port. And the outcomes of attempts. */

/** Answer of a receiver, as far as it is kept. */
export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfter?: string | undefined;
  /** First kilobyte of the body, as text. */
  readonly body: string;
}

/** Failures without an answer. `tls`: certificate or handshake; `refused`: the guard does not let the address through. */
export const sendFailures = ['timeout', 'connection', 'tls', 'refused'] as const;
export type SendFailure = (typeof sendFailures)[number];

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Time for the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** Aborted when the process must stop. */
  readonly signal: AbortSignal;
}

/** Sender: posts one request, follows no redirect, and never rejects but when the signal is aborted. */
export interface WebhookSender {
  post(request: WebhookRequest): Promise<WebhookAnswer | SendFailure>;
}

/** Outcomes of an attempt. A redirect is a failure, and never followed; `gone` disables the endpoint. */
export const outcomes = ['success', 'gone', 'throttled', 'redirect', 'rejected', ...sendFailures] as const;
export type Outcome = (typeof outcomes)[number];

const throttling = new Set([429, 502, 504]);

/** Outcome of what a sender returned (Standard Webhooks 1.0: only 2xx is a success). */
export function outcomeOf(result: WebhookAnswer | SendFailure): Outcome {
  if (typeof result === 'string') return result;
  const { status } = result;
  if (status >= 200 && status < 300) return 'success';
  if (status === 410) return 'gone';
  if (throttling.has(status)) return 'throttled';
  return status >= 300 && status < 400 ? 'redirect' : 'rejected';
}
