/** Quiet hours: until when notifications wait. */

import type { QuietHours } from '@frontage/customers-client';

const dayMinutes = 24 * 60;
const minuteMs = 60_000;

/** Minutes since midnight of a time of day, `22:00`. */
function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** Clock of a time zone: minutes since its midnight. A zone that this machine does not know is UTC. */
function clockOf(timeZone: string): (instantMs: number) => number {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const open = (zone: string) => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  let format: Intl.DateTimeFormat;
  try {
    format = open(timeZone);
  } catch {
    format = open('UTC');
  }
  return (instantMs) => minutesOf(format.format(instantMs));
}

/** Minutes from one time of day forward to another. */
const minutesUntil = (from: number, to: number): number => (to - from + dayMinutes) % dayMinutes;

/**
 * End of the quiet hours that an instant is in; undefined outside of them. Where clocks are changed meanwhile, the end is by the new time; an
 * end that the change leaves out is as long after its beginning as it would have been.
 */
export function quietUntil({ from, to, timeZone }: QuietHours, now: Date): Date | undefined {
  const clock = clockOf(timeZone);
  const nowMs = Math.floor(now.getTime() / minuteMs) * minuteMs;
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const left = minutesUntil(clock(nowMs), end);
  // At the end itself, `left` is 0; the hours are over.
  if (left === 0 || left > minutesUntil(begin, end)) return undefined;
  const straight = nowMs + left * minuteMs;
  // Minutes by which a change of clocks has moved the end, at most half a day in either direction.
  const moved = minutesUntil(clock(straight), end);
  const change = moved > dayMinutes / 2 ? moved - dayMinutes : moved;
  const changed = straight + change * minuteMs;
  return new Date(change !== 0 && clock(changed) === end && changed > nowMs ? changed : straight);
}
