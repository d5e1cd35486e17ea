/** A service that stops under load and returns. Its circuit opens at once, no answer is late, and its return is noticed. */

import type { Answer } from '@frontage/proof';
import { onTestBed, operationOf, productAt, type Context } from '../context.ts';
import { atPace } from '../load.ts';
import { milliseconds, type Measured } from '../measured.ts';

const service = 'pricing';
const operation = 'pricing.batchPrices';
const everyMs = 25;
const stoppedMs = { 0.1: 2_500, 1: 10_000 };
const aroundMs = 2_500;
/** The circuit's threshold, as libs/resilience declares it. */
const declaredFailures = 10;
const halfOpenPeriodMs = 1_000;
/** Two requests, and what the timers of a busy machine are late. */
const slackMs = 150;
/** So that no price is kept that is asked for. */
const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'CHF'];

interface Seen extends Answer {
  readonly at: number;
}

export const stoppedService = (context: Context): Promise<readonly Measured[]> =>
  onTestBed(context, 'mobile-bff', async ({ domain, troubles, enter }, bff) => {
    const { budgetMs } = operationOf(bff, 'GET /products/{id}');
    const client = await enter(undefined);
    const look = async (index: number): Promise<Seen> => {
      const headers = { 'accept-currency': currencies[Math.floor(index / 500) % currencies.length]! };
      const answer = await client({ method: 'GET', path: `/products/${productAt(index)}`, headers });
      return { ...answer, at: Date.now() };
    };
    const stopAt = Date.now() + aroundMs;
    const returnAt = stopAt + stoppedMs[context.scale];
    const stopping = setTimeout(() => domain.services[service].faults.set({ down: true }), stopAt - Date.now());
    const returning = setTimeout(() => domain.heal(), returnAt - Date.now());
    const seen = await atPace(everyMs, () => Date.now() > returnAt + aroundMs, look);
    clearTimeout(stopping);
    clearTimeout(returning);

    const opened = troubles.findIndex((event) => event.kind === 'circuit-open' && event.operation === operation);
    // The last failure before the circuit opened is the one that opened it.
    const failures = 1 + troubles.slice(0, opened).filter(({ kind }) => kind === 'retry' || kind === 'give-up').length;
    // Requests before the stop have warmed the process up.
    const slowest = Math.max(...seen.filter(({ at }) => at > stopAt).map(({ ms }) => ms));
    const failed = seen.filter(({ failure }) => failure).length;
    const lacking = seen.filter(({ degraded, failure, at }) => at > stopAt && (failure ?? degraded.length > 0));
    const backAfterMs = Math.max(0, ...lacking.map(({ at }) => at)) - returnAt;
    const claim = `mobile-bff, ${service} stops for ${milliseconds(stoppedMs[context.scale])} under ${1_000 / everyMs} requests a second`;
    return [
      {
        claim: `${claim}: answers that fail`,
        measured: `${failed} of ${seen.length}`,
        limit: '0',
        holds: failed === 0,
      },
      {
        claim: `${claim}: answers that lack prices`,
        measured: `${lacking.length}`,
        limit: '> 0',
        holds: lacking.length > 0,
      },
      {
        claim: `${claim}: failures until its circuit opens`,
        measured: opened < 0 ? 'never' : String(failures),
        limit: `<= ${declaredFailures}`,
        holds: opened >= 0 && failures <= declaredFailures,
      },
      {
        claim: `${claim}: slowest answer`,
        measured: milliseconds(slowest),
        limit: `<= ${milliseconds(budgetMs)}`,
        holds: slowest <= budgetMs,
      },
      {
        claim: `${claim}: from its return to the last answer that lacks something`,
        measured: milliseconds(backAfterMs),
        limit: `<= ${milliseconds(halfOpenPeriodMs + slackMs)}`,
        holds: backAfterMs <= halfOpenPeriodMs + slackMs,
      },
    ];
  });
