/** Metrics as named facts (prom-client, Prometheus naming). Features report events; names and labels stand here. */

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { groupGauges, webhookGauges, type GroupBacklog, type WebhookBacklog } from './backlogs.ts';

export interface Metrics {
  /** Counts an answer. `route` is the template, never the path. */
  requestServed(route: string, method: string, status: number, seconds: number): void;
  /** Counts a call to a service. Fits upstream's `onCall`. */
  upstreamCalled(event: UpstreamCalled): void;
  /** Notes the state of a circuit: of one operation of a service. */
  circuitChanged(circuit: CircuitChanged): void;
  /** Counts an answer that lacks a part. */
  answerDegraded(route: string, part: string): void;
  /** Counts an answer with a stale part, since a fresh one could not be had. */
  answerStale(route: string, part: string): void;
  /** Counts a call of a cached method. Fits the cache's `onUse`. */
  cacheUsed(use: { readonly name: string; readonly outcome: string }): void;
  /** Counts a request that exceeded a limit. */
  requestLimited(limit: string): void;
  /** Counts an event stream that has begun. */
  streamOpened(): void;
  /** Counts its end, with the reason. */
  streamClosed(reason: string): void;
  /** Counts an attempt to handle a message. Fits messaging's `onDelivered`. */
  messageHandled(attempt: { readonly group: string; readonly outcome: string }): void;
  /** Counts an attempt to deliver a webhook. */
  webhookAttempted(attempt: { readonly outcome: string; readonly durationMs: number }): void;
  /** Counts the first use of an arm by one subject. */
  experimentExposed(exposure: { readonly experiment: string; readonly arm: string }): void;
  /** Reads consumer groups at each scrape. */
  watchGroups(read: () => Promise<readonly GroupBacklog[]>): void;
  /** Reads what waits for webhooks at each scrape. */
  watchWebhooks(read: () => Promise<WebhookBacklog>): void;
  /** Text of `/metrics`, and its content type. */
  expose(): Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface UpstreamCalled {
  readonly service: string;
  readonly operation: string;
  readonly durationMs: number;
  /** Absent when the call succeeded. */
  readonly failure?: { readonly code: string };
}

export interface CircuitChanged {
  readonly service: string;
  readonly operation: string;
  readonly state: keyof typeof circuitStates;
}

/** Values of the gauge by state. */
const circuitStates = { closed: 0, 'half-open': 1, open: 2 } as const;

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Creates the metrics of a process, in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const served = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames: ['route', 'method', 'status'],
    buckets,
    registers,
  });
  const called = new Histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Time a call to a service took, policies included.',
    labelNames: ['service', 'operation', 'code'],
    buckets,
    registers,
  });
  const circuits = new Gauge({
    name: 'upstream_circuit_state',
    help: 'State of a circuit that has opened before: 0 closed, 1 half-open, 2 open.',
    labelNames: ['service', 'operation'],
    registers,
  });
  const degraded = new Counter({
    name: 'answers_degraded_total',
    help: 'Answers that lacked a part.',
    labelNames: ['route', 'part'],
    registers,
  });
  const stale = new Counter({
    name: 'answers_stale_total',
    help: 'Answers with a part that is older than it should be.',
    labelNames: ['route', 'part'],
    registers,
  });
  const cached = new Counter({
    name: 'cache_uses_total',
    help: 'Calls of cached methods, by what was there.',
    labelNames: ['name', 'outcome'],
    registers,
  });
  const limited = new Counter({
    name: 'requests_limited_total',
    help: 'Requests that were over a limit.',
    labelNames: ['limit'],
    registers,
  });
  const handled = new Counter({
    name: 'messages_handled_total',
    help: 'Attempts to handle a message.',
    labelNames: ['group', 'outcome'],
    registers,
  });
  const attempted = new Histogram({
    name: 'webhook_attempt_duration_seconds',
    help: 'Time an attempt to deliver a webhook took.',
    labelNames: ['outcome'],
    buckets: [...buckets, 20],
    registers,
  });
  const open = new Gauge({ name: 'event_streams_open', help: 'Event streams that are open.', registers });
  const closed = new Counter({
    name: 'event_streams_closed_total',
    help: 'Event streams that have ended, by the reason.',
    labelNames: ['reason'],
    registers,
  });
  const exposed = new Counter({
    name: 'experiment_exposures_total',
    help: 'Subjects that were given an arm of an experiment.',
    labelNames: ['experiment', 'arm'],
    registers,
  });
  return {
    experimentExposed: ({ experiment, arm }) => exposed.inc({ experiment, arm }),
    streamOpened: () => open.inc(),
    streamClosed: (reason) => {
      open.dec();
      closed.inc({ reason });
    },
    messageHandled: ({ group, outcome }) => handled.inc({ group, outcome }),
    webhookAttempted: ({ outcome, durationMs }) => attempted.observe({ outcome }, durationMs / 1000),
    watchGroups: groupGauges(registry),
    watchWebhooks: webhookGauges(registry),
    requestServed: (route, method, status, seconds) => served.observe({ route, method, status }, seconds),
    upstreamCalled: ({ service, operation, durationMs, failure }) =>
      called.observe({ service, operation, code: failure?.code ?? 'OK' }, durationMs / 1000),
    circuitChanged: ({ service, operation, state }) => circuits.set({ service, operation }, circuitStates[state]),
    answerDegraded: (route, part) => degraded.inc({ route, part }),
    answerStale: (route, part) => stale.inc({ route, part }),
    cacheUsed: ({ name, outcome }) => cached.inc({ name, outcome }),
    requestLimited: (limit) => limited.inc({ limit }),
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
