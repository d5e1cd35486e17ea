/** Asks a process whether it can serve, until it says yes. */

import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 25;
/** A busy process answers late: asking again would only add to its work. */
const answerTimeoutMs = 5_000;

/** Resolves when the URL answers 200; rejects when the signal says so. `onAnswer` is told each time what came instead. */
export async function waitUntilReady(
  url: string,
  signal: AbortSignal,
  onAnswer: (answer: string) => void = () => undefined,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const answer = await ask(url, signal);
    if (answer === '200') return;
    // The end of asking is no answer.
    signal.throwIfAborted();
    onAnswer(answer);
    await sleep(pollMs, undefined, { signal });
  }
}

function ask(url: string, signal: AbortSignal): Promise<string> {
  return new Promise((done) => {
    // No agent: a connection kept open would hold up a process that is told to stop.
    const request = get(url, { agent: false, signal, timeout: answerTimeoutMs }, (response) => {
      response.resume();
      done(String(response.statusCode));
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', (problem: NodeJS.ErrnoException) => done(problem.code ?? problem.message));
  });
}
